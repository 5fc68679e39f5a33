/**
 * The part of a conversation that is being looked at: messages without a hole between them, and never more than a few pages. It
 * is moved along by `older` and `newer`; while it reaches to the newest message, what is heard is added.
 *
 * Event: `change`.
 */
import { meanwhile } from '../live/meanwhile.js';
import { pause } from '../page/soon.js';
import { call } from '../session/session.js';

const PAGE = 50;
const LONG_PAGE = 100;
const MOST = 250;
const HOLE_IS_FILLED_AFTER = 400;
const BEFORE_UNREAD = 10;

export class Timeline extends EventTarget {
  messages = [];
  /** So many at the beginning are not ours to see. */
  #hidden = 0;
  /** Heard before what comes in between. */
  #early = new Map();
  #loading = null;
  #generation = 0;

  constructor(conversation) {
    super();
    this.conversation = conversation;
  }

  get first() {
    return this.messages[0]?.seq ?? 0;
  }

  get tail() {
    return this.messages.at(-1)?.seq ?? this.#hidden;
  }

  get isAtStart() {
    return this.messages.length > 0 ? this.first === this.#hidden + 1 : this.conversation.lastSeq === this.#hidden;
  }

  get isAtEnd() {
    return this.tail >= this.conversation.lastSeq - this.#early.size;
  }

  /** What to show: the messages, and at the end those that came early. */
  get shown() {
    return this.#early.size === 0 ? this.messages : [...this.messages, ...this.#sortedEarly()];
  }

  /** What happened to the chat itself among these messages. */
  get happened() {
    const last = this.shown.at(-1)?.seq ?? this.tail;
    return this.conversation.happened.filter(({ afterSeq }) => afterSeq >= this.first - 1 && afterSeq <= last);
  }

  /** From around the first message after `seen`, if there is one further up, else the newest; so with null, where all is seen. */
  open(seen) {
    const far = seen !== null && this.conversation.lastSeq - seen > PAGE;
    return far ? this.#replace(`after=${Math.max(0, seen - BEFORE_UNREAD)}&limit=${LONG_PAGE}`) : this.openNewest();
  }

  openNewest() {
    return this.#replace(`limit=${PAGE}`, (page, lastSeq) => this.#findHidden(page, PAGE, lastSeq));
  }

  older() {
    // where there is none yet, those that came meanwhile are newer
    return this.isAtStart || this.messages.length === 0 ? null : this.#load(`before=${this.first}&limit=${LONG_PAGE}`, (page) => {
      this.#findHidden(page, LONG_PAGE, this.first - 1);
      this.messages = [...page, ...this.messages].slice(0, MOST);
    });
  }

  newer() {
    return this.isAtEnd && this.#early.size === 0 ? null : this.#load(`after=${this.tail}&limit=${LONG_PAGE}`, (page) => {
      this.messages = [...this.messages, ...page.filter(({ seq }) => seq > this.tail)].slice(-MOST);
      this.#takeEarly();
    });
  }

  /** A message that was heard, or was stored. */
  hear(message) {
    if (message.seq <= this.tail) {
      this.change(message);
      return;
    }
    if (message.seq === this.tail + 1) {
      this.messages = [...this.messages, message];
      this.#takeEarly();
    } else if (this.conversation.lastSeq - this.tail <= PAGE && this.messages.length + this.#early.size < MOST * 2) {
      this.#early.set(message.seq, message);
      this.#fillHole();
    }
    this.#changed();
  }

  /** A message that is not what it was, if it is here. */
  change(message) {
    const place = message.seq - this.first;
    if (this.messages[place]?.seq === message.seq) {
      this.messages = this.messages.with(place, message);
    } else if (this.#early.has(message.seq)) {
      this.#early.set(message.seq, message);
    }
    this.#changed();
  }

  /** Makes of each message what this makes of it. */
  replace(anew) {
    this.messages = this.messages.map(anew);
    this.#early.forEach((message, seq) => this.#early.set(seq, anew(message)));
    this.#changed();
  }

  /** Forgets what is far above, once nobody looks at it. */
  trimTop() {
    if (this.messages.length > MOST + PAGE) {
      this.messages = this.messages.slice(-MOST);
      this.#changed();
    }
  }

  /** Whether more may be added at the end before somebody looks. */
  get isFull() {
    return this.messages.length >= MOST * 2;
  }

  #takeEarly() {
    for (const message of this.#sortedEarly()) {
      if (message.seq <= this.tail + 1) {
        this.#early.delete(message.seq);
        if (message.seq > this.tail) {
          this.messages = [...this.messages, message];
        }
      }
    }
  }

  #sortedEarly() {
    return [...this.#early.values()].sort((a, b) => a.seq - b.seq);
  }

  async #fillHole() {
    await pause(HOLE_IS_FILLED_AFTER);
    if (this.#early.size > 0) {
      await this.newer()?.catch(() => {});
    }
  }

  /** What was asked for and is not answered yet is not waited for any more. */
  giveUp() {
    this.#generation++;
    this.#loading = null;
  }

  /** Where the past is hidden, a page that is not full is the first there is; `upTo` has been asked for. */
  #findHidden(page, limit, upTo) {
    if (this.conversation.hidesPast && page.length < limit) {
      this.#hidden = (page[0]?.seq ?? upTo + 1) - 1;
    }
  }

  #replace(query, look = () => {}) {
    this.giveUp();
    return this.#load(query, (page, lastSeq) => {
      look(page, lastSeq);
      this.messages = page;
      this.#early.clear();
    });
  }

  /** One page at a time; one that was asked for before the timeline was moved elsewhere is dropped. */
  #load(query, take) {
    const generation = this.#generation;
    this.#loading ??= this.#ask(query, (page, lastSeq) => {
      if (generation === this.#generation) {
        take(page, lastSeq);
        this.conversation.lastSeq = Math.max(this.conversation.lastSeq, lastSeq);
        this.#changed();
      }
    })
      .catch((problem) => {
        if (generation === this.#generation) {
          throw problem;
        }
      })
      .finally(() => {
        if (generation === this.#generation) {
          this.#loading = null;
        }
      });
    return this.#loading;
  }

  async #ask(query, take) {
    await this.conversation.findRev();
    await meanwhile(call(this.conversation.history(query)), ({ data, lastSeq }, present) => {
      this.conversation.chatId ??= data[0]?.chatId ?? null;
      take(data.map(present), lastSeq);
    });
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
