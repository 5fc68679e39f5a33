/**
 * The conversations that are known so far, chats and whispers. More come in pages, by themselves at first and then on demand;
 * whatever is heard live brings them up to date.
 *
 * Events: `change`; `found` for those that were not known before, in `conversations`; `gone` for a `conversation` that we are no
 * member of any more, with the id of the user who did that in `by`, if it is known; `renamed` where an answer gives a `user` another
 * nickname than was known.
 */
import { meanwhile } from '../live/meanwhile.js';
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
  /** Those whose other nickname was not heard, by their ids. */
  #renamed = new Map();

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
  unread(kind) {
    return this.#unsorted(kind).filter((each) => each.mark.unread > 0).length;
  }

  /** Those of which it is not sure how much of them is unread. */
  inDoubt() {
    return [...this.#byKey.values()].filter((each) => each.mark.isInDoubt && each.chatId !== null);
  }

  hasMore(kind) {
    return this.count(kind) < this.#totals[kind] && this.#pages[kind] * PAGE < this.#totals[kind];
  }

  /** The newest of both kinds: new ones are added, known ones brought up to date, all of them. */
  async refresh() {
    await Promise.all([this.#refresh('chat'), this.#refresh('whisper')]);
  }

  async #refresh(kind) {
    const known = this.#unsorted(kind);
    const limit = known.length > FIRST_PAGE ? PAGE : FIRST_PAGE;
    const told = [];
    let found;
    do {
      found = await this.#fetch(kind, 1 + told.length / limit, limit);
      told.push(...found);
    } while (found.length === limit && told.length < known.length);
    // of those further down nothing was told
    known.filter(({ key }) => !told.includes(key)).forEach(({ mark }) => (mark.isInDoubt = true));
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

  /** The conversation with this key, asked for if it is not known; fails if there is none. With a `user` there may be whispers. */
  async open({ kind, id, key, user }) {
    if (!this.get(key)) {
      if (kind === 'chat') {
        await this.#openChat(id);
      } else {
        await this.#openWhisper(id, user);
      }
    }
    return this.get(key);
  }

  add(found) {
    const added = found.filter((each) => !this.#byKey.has(each.key));
    added.forEach((each) => this.#byKey.set(each.key, each));
    if (added.length > 0) {
      this.dispatchEvent(Object.assign(new Event('found'), { conversations: added }));
    }
    const renamed = [...this.#renamed.values()];
    this.#renamed.clear();
    renamed.forEach((user) => this.dispatchEvent(Object.assign(new Event('renamed'), { user })));
    this.changed();
  }

  addChat(chat) {
    this.add([this.#chat(chat, (message) => message, () => false)]);
    return this.get(`chat/${chat.id}`);
  }

  addWhisper(user, lastWhisper = null) {
    this.add([new WhisperConversation(user, lastWhisper, this.myId)]);
    return this.get(`whisper/${user.id}`);
  }

  /** A message or whisper that was heard or sent; returns its conversation, or null if it is not known. */
  note(message) {
    const conversation = this.#of(message) ?? this.#whisperBy(message);
    conversation?.hear(message);
    this.changed();
    return conversation;
  }

  /** A message that is not what it was; returns its conversation, or null if it is not known. */
  change(message, rev) {
    const conversation = this.#of(message);
    conversation?.change(message, rev);
    this.changed();
    return conversation;
  }

  /** Something happened to a chat itself; returns it, or null if it is not known. */
  become(change) {
    const conversation = this.get(`chat/${change.chatId}`);
    conversation?.become(change);
    this.changed();
    return conversation;
  }

  /** We have read a chat up to there on another device. */
  read(chatId, seq) {
    this.ofChat(chatId)?.mark.read(seq);
    this.changed();
  }

  remove(chatId, by = null) {
    const conversation = this.get(`chat/${chatId}`);
    if (conversation) {
      this.#byKey.delete(conversation.key);
      this.#totals.chat--;
      // what comes behind it has moved up
      this.#pages.chat = Math.max(0, this.#pages.chat - 1);
      this.dispatchEvent(Object.assign(new Event('gone'), { conversation, by }));
      this.changed();
    }
  }

  /** The chat or the whispers that are this chat. */
  ofChat(chatId) {
    return this.get(`chat/${chatId}`) ?? this.#unsorted('whisper').find((each) => each.chatId === chatId) ?? null;
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }

  #unsorted(kind) {
    return [...this.#byKey.values()].filter((each) => each.kind === kind);
  }

  #of({ chatId, from, whisperTargetId }) {
    return this.get(whisperTargetId === undefined ? `chat/${chatId}` : `whisper/${from === this.myId ? whisperTargetId : from}`);
  }

  /** Who whispers for the first time is the author. */
  #whisperBy(message) {
    return message.whisperTargetId === this.myId ? this.addWhisper(message.author, message) : null;
  }

  async #openChat(id) {
    await meanwhile(call(`/chats/${id}`), (chat, present, hasDeleted) => {
      if (chat.kind === 'direct') {
        throw new Problem({ code: 'chat_not_found' });
      }
      this.add([this.#chat(chat, present, hasDeleted)]);
    });
  }

  /** Somebody there is no whisper with yet is only known by their chats. It is there once it is known how far it is read. */
  async #openWhisper(id, user = this.of('chat').flatMap((chat) => chat.users).find((each) => each.id === id)) {
    const heard = await meanwhile(call(`/whispers?with=${id}&limit=1`), ({ data }, present) => present(data.at(-1)));
    const known = user ?? (heard?.author.id === id ? heard.author : await this.#search(id));
    if (!known) {
      throw new Problem({ code: 'user_not_found' });
    }
    if (heard) {
      await meanwhile(call(`/chats/${heard.chatId}`), (chat, present, hasDeleted) =>
        this.addWhisper(known, present(heard)).mark.told(chat, hasDeleted(chat.id)));
    } else {
      this.addWhisper(known);
    }
    this.changed();
  }

  async #search(id) {
    await this.moreUpTo('whisper', Infinity);
    return this.get(`whisper/${id}`)?.user ?? null;
  }

  /** Returns the keys of what is there. */
  #fetch(kind, page, limit) {
    return meanwhile(call(`/${kind}s?page=${page}&limit=${limit}`), ({ data, total }, present, hasDeleted) => {
      this.#totals[kind] = total;
      const found = data.map((row) => (kind === 'chat' ? this.#chat(row, present, hasDeleted) : this.#whisper(row, present, hasDeleted)));
      this.add(found);
      return found.map(({ key }) => key);
    });
  }

  /** The chat of an answer, or the one that is known brought up to date. */
  #chat(row, present, hasDeleted) {
    const chat = new ChatConversation({ ...row, users: row.users.map(present), lastMessage: present(row.lastMessage) }, this.myId);
    return this.#upToDate(chat, row, hasDeleted(row.id));
  }

  #whisper(row, present, hasDeleted) {
    const whisper = new WhisperConversation(present(row.user), present(row.lastWhisper), this.myId);
    return this.#upToDate(whisper, { ...row, lastSeq: row.lastWhisper.seq }, hasDeleted(row.chatId));
  }

  #upToDate(found, marks, hasDeleted) {
    const conversation = this.get(found.key) ?? found;
    conversation.note(found.last);
    (found.users ?? [found.user])
      .filter(({ id, nickname }) => (conversation.userOf(id)?.nickname ?? nickname) !== nickname)
      .forEach((user) => this.#renamed.set(user.id, user));
    conversation.mark.told(marks, hasDeleted);
    return conversation;
  }
}
