/** The page of somebody who is signed in: the list, the open conversation, and what connects them with the server. */
import { Announcer } from './conversation/announcer.js';
import { Changes } from './conversation/changes.js';
import { Outbox } from './conversation/outbox.js';
import { ConversationView } from './conversation/view.js';
import { Conversations } from './list/conversations.js';
import { listView } from './list/view.js';
import { banner } from './live/banner.js';
import { Connection } from './live/connection.js';
import { Hearing } from './live/hearing.js';
import { overtake } from './live/meanwhile.js';
import { Reading } from './live/reading.js';
import { h, icon } from './page/element.js';
import { go, route } from './page/route.js';
import { call, signOut } from './session/session.js';
import { texts } from './texts/texts.js';

const NOT_THERE = new Set(['chat_not_found', 'user_not_found', 'not_a_member', 'not_found', 'validation_failed']);

export class App {
  #open = null;
  #finder = null;
  /** What could not be loaded, and is tried again once the server is back. */
  #missing = new Map();
  #isLeaving = false;
  #main = h('div', { class: 'main' });

  constructor(me) {
    this.me = me;
    this.connection = new Connection();
    this.conversations = new Conversations(me.id);
    this.outbox = new Outbox(this.connection, me);
    this.changes = new Changes(this.connection);
    this.announcer = new Announcer();
    new Hearing(this.connection, this.conversations);
    this.reading = new Reading(this.connection, this.conversations);
    const [status, spokenStatus] = banner(this.connection);
    this.list = listView({
      conversations: this.conversations,
      me,
      find: () => this.#find(),
      leave: () => this.#leave(),
    });
    this.notice = h('div', { class: 'toast', role: 'alert' });
    this.view = h('main', { class: 'shell' }, this.list.view, status, this.#main, this.announcer.view, spokenStatus, this.notice);
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
    const { connection, outbox, changes } = this;
    for (const name of ['receive_message', 'receive_whisper']) {
      connection.addEventListener(name, ({ data }) => {
        overtake(data);
        this.#heard(data);
      });
    }
    connection.addEventListener('message_changed', ({ data }) => {
      overtake(data.message);
      this.#changed(data);
    });
    changes.addEventListener('changed', (event) => this.#changed(event));
    connection.addEventListener('chat_created', ({ data }) => this.#joined(data));
    connection.addEventListener('chat_changed', ({ data }) => this.#became(data));
    connection.addEventListener('chat_removed', ({ data }) => this.conversations.remove(data.chatId, data.by));
    connection.addEventListener('user_changed', ({ data }) => {
      overtake(data.user);
      this.#renamed(data.user);
    });
    this.conversations.addEventListener('renamed', ({ user }) => this.#renamed(user));
    this.conversations.addEventListener('gone', ({ conversation, by }) => this.#gone(conversation, by));
    connection.addEventListener('live', () => this.#returned());
    this.conversations.addEventListener('found', () => this.#loadMore(), { once: true });
    outbox.addEventListener('stored', ({ message }) => this.#heard(message));
    addEventListener('hashchange', () => this.#show());
    addEventListener('keydown', (event) => {
      if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.#find();
      }
    });
  }

  async #load() {
    this.#missing.delete('list');
    try {
      await this.conversations.refresh();
      this.list.loaded();
      performance.mark('usable');
    } catch {
      this.list.failed(() => this.#load());
      this.#missing.set('list', () => this.#load());
    }
  }

  /** There is a conversation: what goes with that, and what is wanted when the server may be away. */
  #loadMore() {
    loadPresence().then(({ showPresence }) => showPresence(this.connection, this.outbox), () => {});
    loadFinder().catch(() => {});
  }

  #returned() {
    const missing = [...this.#missing.values()];
    this.#missing.clear();
    missing.forEach((load) => load());
    this.#open?.refresh();
    this.#finder?.refresh();
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

  #changed({ message, rev }) {
    if (this.conversations.change(message, rev) === this.#open?.conversation) {
      this.#open?.change(message);
    }
  }

  #became(change) {
    if (this.conversations.become(change) === this.#open?.conversation) {
      this.#open?.become();
    }
  }

  #renamed(user) {
    const { me, conversations, list } = this;
    import('./people/renamed.js').then(({ rename }) => rename(user, { me, conversations, list, open: this.#open }), () => {});
  }

  #joined(chat) {
    const { key } = this.conversations.addChat(chat);
    if (this.#open === null && route()?.key === key) {
      this.#show();
    }
  }

  /** Where it is open it closes; where something waits to be sent there, that is said and kept. */
  async #gone(conversation, by) {
    const { key } = conversation;
    const isOpen = () => this.#open?.conversation === conversation;
    try {
      const { reason, unsent, unsentLink } = await loadMembers();
      if (this.conversations.get(key) === null && isOpen()) {
        this.#close();
        this.#main.replaceChildren(invitation(reason(conversation, by), null, unsent(this.outbox, key), toList()));
        this.#say(this.#main.querySelector('h1'));
      } else if (isOpen()) {
        // added again meanwhile
        this.#show();
      } else if (this.outbox.of(key).length > 0) {
        this.notice.append(unsentLink(conversation));
      }
    } catch {
      if (isOpen()) {
        this.#show();
      }
    }
  }

  #close() {
    this.#open?.close();
    this.#open = null;
  }

  /** Whoever was there is led to what stands there now; whoever is elsewhere is told. */
  #say(title) {
    if (document.activeElement === document.body) {
      title.focus();
    } else {
      this.announcer.tell(title.textContent);
    }
  }

  async #show() {
    const wanted = route();
    this.#close();
    this.#missing.delete('conversation');
    this.view.classList.toggle('has-open', wanted !== null);
    this.list.render();
    this.notice.querySelectorAll('a').forEach((link) => link.hash === location.hash && link.remove());
    if (wanted === null) {
      this.#main.replaceChildren(invitation(texts.pickOne, texts.pickOneHint, h('button', { type: 'button', onclick: () => this.#find() }, icon('search'), texts.findPeople)));
      return;
    }
    let conversation = this.conversations.get(wanted.key);
    try {
      if (!conversation) {
        this.#main.replaceChildren(h('p', { class: 'invitation', role: 'status' }, texts.loading));
        conversation = await this.conversations.open(wanted);
      }
    } catch (problem) {
      if (route()?.key === wanted.key) {
        this.#absent(problem, wanted.key);
      }
      return;
    }
    if (route()?.key !== wanted.key || this.#open) {
      return;
    }
    this.list.show(wanted.kind);
    const { outbox, changes, reading, announcer, me } = this;
    this.#open = new ConversationView(conversation, { outbox, changes, reading, announcer, myId: me.id, manage: () => this.#manage() });
    this.#main.replaceChildren(this.#open.view);
    if (matchMedia('(hover: hover)').matches) {
      this.#open.composer.focus();
    }
    if (!conversation.isWhisper) {
      loadMembers().catch(() => {});
    }
    const open = this.#open;
    loadPresence().then(({ showTyping }) => open.left.aborted || showTyping(open, this.connection), () => {});
    await open.open();
  }

  /** The server says that it is not there, or says nothing. */
  #absent({ code }, key) {
    if (NOT_THERE.has(code)) {
      const said = invitation(texts.noSuchChat, texts.noSuchChatHint, toList());
      this.#main.replaceChildren(said);
      if (this.outbox.of(key).length > 0) {
        loadMembers().then(({ unsent }) => said.append(unsent(this.outbox, key)), () => {});
      }
      return;
    }
    const again = h('button', { type: 'button', onclick: () => this.#show() }, texts.tryAgain);
    this.#main.replaceChildren(invitation(texts.chatFailed, texts.chatFailedHint, again, toList()));
    this.#missing.set('conversation', () => this.#show());
  }

  /** What that takes is loaded with the first conversation, or when somebody looks for people. */
  async #find() {
    try {
      const { finder } = await loadFinder();
      if (this.#finder === null) {
        this.#finder = finder({
          me: this.me,
          startChat: async (request) => this.conversations.addChat(await call('/chats', { body: request })),
          startWhisper: (user) => this.conversations.open({ kind: 'whisper', id: user.id, key: `whisper/${user.id}`, user }),
          show: ({ key }) => go(key),
        });
        this.view.append(this.#finder.view);
      }
      this.#finder.open();
    } catch {
      this.#tell(texts.offline);
    }
  }

  /** What that takes is only loaded once a chat is open. */
  async #manage() {
    try {
      const { showMembers } = await loadMembers();
      if (this.#open) {
        const { conversation, view: host } = this.#open;
        showMembers({ conversation, host, conversations: this.conversations, connection: this.connection });
      }
    } catch {
      this.#tell(texts.offline);
    }
  }

  async #leave() {
    if (this.#isLeaving) {
      return;
    }
    this.#isLeaving = true;
    try {
      await signOut();
    } catch {
      this.#isLeaving = false;
      this.#tell(texts.signOutFailed);
    }
  }

  #tell(text) {
    const said = h('p', {}, text);
    this.notice.append(said);
    setTimeout(() => said.remove(), 6_000);
  }
}

const loadMembers = () => import('./members/dialog.js');
const loadFinder = () => import('./people/finder.js');
const loadPresence = () => import('./presence/presence.js');

const toList = () => h('a', { class: 'button', href: '#/' }, texts.back);

function invitation(title, hint, ...ways) {
  return h('div', { class: 'invitation' }, h('span', { class: 'logo', 'aria-hidden': 'true' }), h('h1', { tabindex: '-1' }, title), hint && h('p', {}, hint), ways);
}
