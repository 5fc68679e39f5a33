/** Up to where we have read: the server is told, and tells our other devices. Where a number is in doubt, it is asked. */
import { pause } from '../page/soon.js';
import { call } from '../session/session.js';
import { meanwhile } from './meanwhile.js';

const TOLD_EACH = 500;
const ASKED_EACH = 1_000;
const AGAIN_AFTER = 2_000;
const LONGEST_WAIT = 60_000;
const PASSING = new Set(['rate_limited', 'unavailable', 'unanswered', 'offline', 'internal']);

export class Reading {
  /** What the server does not know yet. */
  #untold = new Set();
  #isTelling = false;
  #isAsking = false;

  constructor(connection, conversations) {
    this.connection = connection;
    this.conversations = conversations;
    connection.addEventListener('live', () => this.#tell());
    connection.addEventListener('chat_read', ({ data }) => data.userId === conversations.myId && conversations.read(data.chatId, data.readSeq));
    conversations.addEventListener('change', () => this.#ask());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && this.#tellAll());
  }

  /** It was seen here up to this seq. */
  mark(conversation, seq) {
    if (conversation.chatId !== null && conversation.mark.read(seq)) {
      this.#untold.add(conversation);
      this.conversations.changed();
      this.#tell();
    }
  }

  /** One after the other, with a pause in which more may be read. */
  async #tell() {
    if (this.#isTelling) {
      return;
    }
    this.#isTelling = true;
    while (this.#untold.size > 0 && this.connection.isLive) {
      const [next] = this.#untold;
      await pause(await this.#tellOne(next));
    }
    this.#isTelling = false;
  }

  /** Who looks away may not come back. */
  #tellAll() {
    this.#untold.forEach((each) => this.#tellOne(each));
  }

  /** Returns how many milliseconds later more may be told. */
  async #tellOne(conversation) {
    const { chatId, mark } = conversation;
    const { seq } = mark;
    try {
      await this.connection.ask('read', { chatId, seq });
    } catch (problem) {
      if (PASSING.has(problem.code)) {
        return problem.retryAfterMs ?? AGAIN_AFTER;
      }
    }
    if (mark.seq === seq) {
      this.#untold.delete(conversation);
    }
    return TOLD_EACH;
  }

  /** One round of questions after the other, later after one that failed. */
  async #ask() {
    if (this.#isAsking || this.conversations.inDoubt().length === 0) {
      return;
    }
    this.#isAsking = true;
    let wait = ASKED_EACH;
    do {
      await pause(wait);
      const problem = await this.#settle();
      wait = problem === null ? ASKED_EACH : Math.max(Math.min(wait * 2, LONGEST_WAIT), problem.retryAfterMs ?? 0);
    } while (this.connection.isLive && this.conversations.inDoubt().length > 0);
    this.#isAsking = false;
  }

  /** Returns what went wrong last, or null. */
  async #settle() {
    let problem = null;
    for (const { chatId, mark } of this.conversations.inDoubt()) {
      try {
        await meanwhile(call(`/chats/${chatId}`), (chat, present, hasDeleted) => mark.told(chat, hasDeleted(chatId)));
        this.conversations.changed();
      } catch (e) {
        problem = e;
      }
      if (problem?.retryAfterMs) {
        break;
      }
    }
    return problem;
  }
}
