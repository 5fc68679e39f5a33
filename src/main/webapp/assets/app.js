/** The page of somebody who is signed in: the list, the open conversation, and what connects them with the server. */
import { Announcer } from './conversation/announcer.js';
import { Outbox } from './conversation/outbox.js';
import { ConversationView } from './conversation/view.js';
import { Conversations } from './list/conversations.js';
import { Seen } from './list/seen.js';
import { listView } from './list/view.js';
import { banner } from './live/banner.js';
import { Connection } from './live/connection.js';
import { Hearing } from './live/hearing.js';
import { h, icon } from './page/element.js';
import { go, route } from './page/route.js';
import { finder } from './people/finder.js';
import { call, signOut } from './session/session.js';
import { texts } from './texts/texts.js';

export class App {
  #open = null;
  #main = h('div', { class: 'main' });

  constructor(me) {
    this.me = me;
    this.connection = new Connection();
    this.conversations = new Conversations(me.id);
    this.seen = new Seen(me.id);
    this.outbox = new Outbox(this.connection, me);
    this.announcer = new Announcer();
    new Hearing(this.connection, this.conversations);
    const [status, spokenStatus] = banner(this.connection);
    this.finder = finder({
      me,
      startChat: (userIds, name) => this.#startChat(userIds, name),
      startWhisper: (user) => go(this.conversations.addWhisper(user).key),
    });
    this.list = listView({
      conversations: this.conversations,
      seen: this.seen,
      me,
      find: () => this.finder.open(),
      leave: () => this.#leave(),
    });
    this.notice = h('div', { class: 'toast', role: 'alert' });
    this.view = h('main', { class: 'shell' }, this.list.view, status, this.#main, this.finder.view, this.announcer.view, spokenStatus, this.notice);
  }

  async start() {
    this.#listen();
    this.connection.start();
    await this.#load();
    await this.#show();
  }

  stop() {
    this.connection.stop();
  }

  /** What is not sent yet goes with whoever signs out. */
  forget() {
    this.outbox.clear();
  }

  #listen() {
    const { connection, outbox } = this;
    connection.addEventListener('receive_message', ({ data }) => this.#heard(data));
    connection.addEventListener('receive_whisper', ({ data }) => this.#heard(data));
    connection.addEventListener('chat_created', ({ data }) => this.conversations.addChat(data));
    connection.addEventListener('live', () => this.#open?.refresh());
    outbox.addEventListener('stored', ({ message }) => this.#heard(message));
    addEventListener('hashchange', () => this.#show());
    addEventListener('keydown', (event) => {
      if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.finder.open();
      }
    });
  }

  async #load() {
    try {
      await this.conversations.refresh();
      this.list.loaded();
      performance.mark('usable');
    } catch {
      this.list.failed(() => this.#load());
    }
  }

  #heard(message) {
    const conversation = this.conversations.note(message);
    if (!conversation) {
      // written on another device of ours, to somebody we did not know of
      this.conversations.refresh().catch(() => {});
    } else if (conversation === this.#open?.conversation) {
      this.#open.hear(message);
    }
  }

  async #show() {
    const wanted = route();
    this.#open?.close();
    this.#open = null;
    this.view.classList.toggle('has-open', wanted !== null);
    this.list.render();
    if (wanted === null) {
      this.#main.replaceChildren(this.#invitation(texts.pickOne, texts.pickOneHint, true));
      return;
    }
    let conversation;
    try {
      conversation = this.conversations.get(wanted.key) ?? (await this.conversations.open(wanted));
    } catch {
      this.#main.replaceChildren(this.#invitation(texts.noSuchChat, texts.noSuchChatHint, false));
      return;
    }
    if (route()?.key !== wanted.key) {
      return;
    }
    this.list.show(wanted.kind);
    const { outbox, seen, announcer, me } = this;
    this.#open = new ConversationView(conversation, { outbox, seen, announcer, myId: me.id });
    this.#main.replaceChildren(this.#open.view);
    if (matchMedia('(hover: hover)').matches) {
      this.#open.composer.focus();
    }
    await this.#open.open();
  }

  #invitation(title, hint, mayFind) {
    return h(
      'div',
      { class: 'invitation' },
      h('span', { class: 'logo', 'aria-hidden': 'true' }),
      h('h1', {}, title),
      h('p', {}, hint),
      mayFind
        ? h('button', { type: 'button', onclick: () => this.finder.open() }, icon('search'), texts.findPeople)
        : h('a', { class: 'button', href: '#/' }, texts.back),
    );
  }

  async #startChat(userIds, name) {
    const chat = await call('/chats', { body: { userIds, name } });
    go(this.conversations.addChat(chat).key);
  }

  async #leave() {
    try {
      await signOut();
    } catch {
      this.notice.textContent = texts.signOutFailed;
      setTimeout(() => (this.notice.textContent = ''), 6_000);
    }
  }
}
