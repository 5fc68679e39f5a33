/** One open conversation: its head, what was said, and where one writes. */
import { h, icon } from '../page/element.js';
import { avatar, bdi, presence } from '../page/names.js';
import { reconcile } from '../page/reconcile.js';
import { soon } from '../page/soon.js';
import { texts } from '../texts/texts.js';
import { composer } from './composer.js';
import { create, sentences, update } from './message.js';
import { rows } from './rows.js';
import { Scroller } from './scroller.js';
import { Timeline } from './timeline.js';

export class ConversationView {
  #list = h('ol', { class: 'rows' });
  #top = h('div', { class: 'top' });
  #failure = h(
    'div',
    { class: 'history-failure', role: 'alert', hidden: true },
    h('span', {}, texts.historyFailed),
    h('button', { type: 'button', class: 'link', onclick: () => this.refresh() }, texts.tryAgain),
  );
  #newestText = h('span');
  #newest = h('button', { type: 'button', class: 'newest', hidden: true, onclick: () => this.#toNewest() }, icon('down'), this.#newestText);
  #head;
  #isOpen = false;
  #tries = 0;
  #unreadAfter = null;
  #told;
  #leaving = new AbortController();
  /** Aborted once it is closed. */
  left = this.#leaving.signal;
  #context;
  #renderSoon = soon(() => this.#render());

  /** @param manage shows the members */
  constructor(conversation, { outbox, changes, reading, myId, announcer, manage }) {
    Object.assign(this, { conversation, outbox, reading, myId, announcer });
    this.#head = head(conversation, manage);
    this.#told = conversation.happened.at(-1)?.rev;
    this.timeline = new Timeline(conversation);
    const element = h(
      'div',
      { class: 'scroller', role: 'region', 'aria-label': texts.messages, tabindex: '0' },
      this.#top,
      this.#list,
    );
    this.scroller = new Scroller(element, this.#list, () => this.#moved());
    this.composer = composer(conversation, (text) => this.#send(text));
    this.view = h(
      'section',
      { class: `conversation${conversation.isWhisper ? ' whispered' : ''}`, 'aria-labelledby': 'title' },
      this.#head.view,
      h('div', { class: 'stage' }, element, this.#failure, this.#newest),
      this.composer.view,
    );
    this.#context = {
      changes,
      myId,
      userOf: (id) => conversation.userOf(id),
      isLed: () => conversation.isLed,
      retry: (id) => outbox.retry(id),
      discard: (id) => outbox.discard(id),
      keepPlace: (work) => this.scroller.change(work, this.timeline.isAtEnd),
    };
    const signal = this.left;
    this.timeline.addEventListener('change', this.#renderSoon, { signal });
    outbox.addEventListener('change', this.#renderSoon, { signal });
    document.addEventListener('visibilitychange', () => this.#look(), { signal });
  }

  /** Where nothing can be loaded that is said, and `refresh` tries again. */
  async open() {
    const { seq, unread } = this.conversation.mark;
    this.#unreadAfter = unread > 0 ? seq : null;
    this.#layOut();
    const turn = ++this.#tries;
    if (!(await this.#try(() => this.timeline.open(this.#unreadAfter))) || turn !== this.#tries || this.left.aborted) {
      return;
    }
    this.#layOut();
    const mark = this.#list.querySelector('.unread-mark');
    if (mark) {
      this.scroller.show(mark);
    } else {
      this.scroller.toEnd();
    }
    this.#isOpen = true;
    this.#moved();
  }

  close() {
    this.#leaving.abort();
  }

  hear(message) {
    this.outbox.heard(message);
    if (message.author.id !== this.myId) {
      this.announcer.say(message);
      if (document.visibilityState !== 'visible' && this.#unreadAfter === null) {
        this.#unreadAfter = message.seq - 1;
      }
    }
    if (this.#isOpen && (this.scroller.isAtEnd || !this.timeline.isFull)) {
      this.timeline.hear(message);
    }
    this.#renderSoon();
  }

  /** A message is not what it was. */
  change(message) {
    this.timeline.change(message);
  }

  /** Something happened to the chat itself, or to the people in it. */
  become() {
    this.#head.show();
    this.composer.retitle();
    const last = this.conversation.happened.at(-1);
    if (last?.rev !== this.#told) {
      this.#told = last?.rev;
      if (last.by?.id !== this.myId) {
        this.announcer.tell(sentences(last, this.myId).map((sentence) => h('p', {}, sentence).textContent).join('. '));
      }
    }
    this.#renderSoon();
  }

  /** The connection is back: what is missing can be had again. */
  refresh() {
    this.timeline.giveUp();
    if (this.#isOpen) {
      this.#moved();
    } else {
      this.open();
    }
  }

  #render() {
    this.#layOut();
    if (this.#isOpen) {
      if (this.scroller.isAtEnd && this.timeline.isAtEnd) {
        this.timeline.trimTop();
      }
      this.#look();
    }
  }

  #layOut() {
    const { timeline, outbox, conversation } = this;
    const unsent = timeline.isAtEnd || !this.#isOpen ? outbox.of(conversation.key) : [];
    const all = rows(timeline.shown, unsent, timeline.happened, this.myId, this.#unreadAfter);
    this.scroller.change(() => {
      this.#top.replaceChildren(...this.#beginning(all.length === 0));
      this.#top.classList.toggle('loading', !timeline.isAtStart);
      reconcile(this.#list, all, (row) => create(row, this.#context), (element, row) => update(element, row, this.#context));
    }, timeline.isAtEnd);
  }

  #beginning(isEmpty) {
    if (!this.timeline.isAtStart) {
      return [h('span', { class: 'visually-hidden' }, texts.loading), h('span', { class: 'spinner', 'aria-hidden': 'true' })];
    }
    const { title, isWhisper, id } = this.conversation;
    return [
      avatar(title, id, isWhisper),
      h('p', { class: 'strong' }, bdi(title)),
      h('p', {}, texts.beginning, '. ', isEmpty ? texts.beginningHint : ''),
    ];
  }

  #moved() {
    if (!this.#isOpen) {
      return;
    }
    if (this.scroller.isNearStart) {
      this.#try(() => this.timeline.older());
    }
    if (this.scroller.isNearEnd) {
      this.#try(() => this.timeline.newer());
    }
    this.#look();
  }

  /** What is in sight was seen; what is closed is not in sight, and has no size that would tell where its end is. */
  #look() {
    const atEnd = this.scroller.isAtEnd && this.timeline.isAtEnd;
    if (document.visibilityState === 'visible' && !this.left.aborted) {
      this.reading.mark(this.conversation, atEnd ? this.timeline.tail : this.scroller.lastVisibleSeq());
    }
    const { unread } = this.conversation.mark;
    this.#newest.hidden = atEnd;
    this.#newestText.textContent = unread > 0 ? texts.toNewestCount(unread) : texts.toNewest;
  }

  async #toNewest() {
    if (!this.#isOpen) {
      return;
    }
    if (!this.timeline.isAtEnd) {
      await this.#try(() => this.timeline.openNewest());
      this.#render();
    }
    this.scroller.toEnd();
    this.#moved();
  }

  #send(text) {
    this.#unreadAfter = null;
    this.outbox.add(this.conversation, text);
    this.#toNewest();
  }

  /** Whether it was loaded. */
  async #try(load) {
    try {
      await load();
      this.#failure.hidden = true;
      return true;
    } catch {
      this.#failure.hidden = false;
      return false;
    }
  }
}

/**
 * What stands above a conversation: whose it is.
 *
 * @param manage shows the members of a chat
 */
function head(conversation, manage) {
  const { isWhisper, id, myId } = conversation;
  const face = h('span', { class: 'face' });
  const title = h('h1', { id: 'title', tabindex: '-1' });
  const members = h('button', { type: 'button', class: 'link members', 'aria-haspopup': 'dialog', onclick: manage });
  const whose = h('span', { class: 'below' }, icon('lock'), id === myId ? texts.onlyYou : texts.onlyYouTwo);
  const below = isWhisper ? [whose, presence(conversation)] : [members];

  /** It may have another title, or other members. */
  function show() {
    face.replaceChildren(avatar(conversation.title, id, isWhisper));
    title.replaceChildren(bdi(conversation.title));
    if (!isWhisper) {
      members.textContent = texts.members(conversation.users.length);
    }
  }

  show();
  const view = h(
    'header',
    { class: 'head' },
    h('a', { class: 'back round', href: '#/', 'aria-label': texts.back, title: texts.back }, icon('back')),
    face,
    h('div', { class: 'about' }, title, h('div', { class: 'below' }, below)),
  );
  return { view, show };
}
