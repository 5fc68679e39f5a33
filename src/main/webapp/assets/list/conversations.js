/**
 * The conversations that are known so far, chats and whispers. More come in pages, by themselves at first and then on demand;
 * whatever is heard live brings them up to date.
 *
 * Events: `change`; `found` for chats that were not known before, in `chats`.
 */
import { Problem } from '../session/problem.js';
import { call } from '../session/session.js';
import { ChatConversation, WhisperConversation } from './conversation.js';

const FIRST_PAGE = 20;
const PAGE = 100;

export class Conversations extends EventTarget {
  #byKey = new Map();
  #pages = { chat: 0, whisper: 0 };
  #totals = { chat: Infinity, whisper: Infinity };
  #loading = { chat: null, whisper: null };

  constructor(myId) {
    super();
    this.myId = myId;
  }

  get(key) {
    return this.#byKey.get(key) ?? null;
  }

  /** Those of one kind, the latest activity first. */
  of(kind) {
    return this.#unsorted(kind).sort((a, b) => b.activeAt - a.activeAt || b.id - a.id);
  }

  count(kind) {
    return this.#unsorted(kind).length;
  }

  /** In how many of them there is something new. */
  unread(kind, seen) {
    return this.#unsorted(kind).filter((each) => each.unread(seen) > 0).length;
  }

  hasMore(kind) {
    return this.count(kind) < this.#totals[kind] && this.#pages[kind] * PAGE < this.#totals[kind];
  }

  /** The newest of both kinds: new ones are added, known ones brought up to date. */
  async refresh() {
    await Promise.all([this.#fetch('chat', 1, FIRST_PAGE), this.#fetch('whisper', 1, FIRST_PAGE)]);
  }

  /** The next page of one kind. */
  more(kind) {
    this.#loading[kind] ??= this.#fetch(kind, this.#pages[kind] + 1, PAGE)
      .then(() => this.#pages[kind]++)
      .finally(() => (this.#loading[kind] = null));
    return this.#loading[kind];
  }

  /** As many as this, if there are so many. */
  async moreUpTo(kind, wanted) {
    while (this.hasMore(kind) && this.count(kind) < wanted) {
      await this.more(kind);
    }
  }

  /** The conversation with this key, asked for if it is not known; fails if there is none. */
  async open({ kind, id, key }) {
    if (!this.get(key)) {
      if (kind === 'chat') {
        this.add([new ChatConversation(await call(`/chats/${id}`), this.myId)]);
      } else {
        await this.#openWhisper(id);
      }
    }
    return this.get(key);
  }

  add(found) {
    const added = found.filter((each) => !this.#byKey.has(each.key));
    added.forEach((each) => this.#byKey.set(each.key, each));
    const chats = added.filter((each) => each.kind === 'chat');
    if (chats.length > 0) {
      this.dispatchEvent(Object.assign(new Event('found'), { chats }));
    }
    this.changed();
  }

  addChat(chat) {
    this.add([new ChatConversation(chat, this.myId)]);
    return this.get(`chat/${chat.id}`);
  }

  addWhisper(user) {
    this.add([new WhisperConversation(user, null, this.myId)]);
    return this.get(`whisper/${user.id}`);
  }

  /** A message or whisper that was heard or sent; returns its conversation, or null if it is not known. */
  note(message) {
    const conversation = message.chatId === undefined ? this.#whisperOf(message) : this.get(`chat/${message.chatId}`);
    conversation?.note(message);
    this.changed();
    return conversation;
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  #unsorted(kind) {
    return [...this.#byKey.values()].filter((each) => each.kind === kind);
  }

  #whisperOf(whisper) {
    const other = whisper.from === this.myId ? whisper.whisperTargetId : whisper.from;
    const known = this.get(`whisper/${other}`);
    if (known || whisper.author.id !== other) {
      return known;
    }
    return this.addWhisper(whisper.author);
  }

  /** Somebody there is no whisper with yet is only known by their chats. */
  async #openWhisper(id) {
    const user = this.of('chat').flatMap((chat) => chat.users).find((each) => each.id === id);
    const { data } = await call(`/whispers?with=${id}&limit=1`);
    const heard = data.at(-1);
    const known = user ?? (heard?.author.id === id ? heard.author : await this.#search(id));
    if (!known) {
      throw new Problem({ code: 'user_not_found' });
    }
    this.add([new WhisperConversation(known, heard ?? null, this.myId)]);
  }

  async #search(id) {
    await this.moreUpTo('whisper', Infinity);
    return this.get(`whisper/${id}`)?.user ?? null;
  }

  async #fetch(kind, page, limit) {
    const answer = await call(`/${kind}s?page=${page}&limit=${limit}`);
    this.#totals[kind] = answer.total;
    const found = answer.data.map((row) =>
      kind === 'chat'
        ? new ChatConversation(row, this.myId)
        : new WhisperConversation(row.user, row.lastWhisper, this.myId),
    );
    found.forEach((each) => this.get(each.key)?.note(each.last));
    this.add(found);
  }
}
