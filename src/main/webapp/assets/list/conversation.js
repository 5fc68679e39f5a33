import { cleanName, shortened } from '../page/names.js';
import { call } from '../session/session.js';
import { texts } from '../texts/texts.js';
import { Mark } from './mark.js';

const NAMES_SHOWN = 3;
const HAPPENED_KEPT = 500;

/** What a chat and the whispers with one person have in common. */
class Conversation {
  lastSeq = 0;
  last = null;
  /** Up to which of its changes all are known; null where nobody told yet. */
  lastRev = null;
  mark = new Mark();
  /** Whether what was missed is being heard: of some changes of the chat itself then only the sum is told. */
  isCatchingUp = false;
  /** What was heard to happen to the chat itself, each behind the message with `afterSeq`. */
  happened = [];
  #isBehind = false;

  constructor(kind, id, myId) {
    this.kind = kind;
    this.id = id;
    this.key = `${kind}/${id}`;
    this.myId = myId;
  }

  get isWhisper() {
    return this.kind === 'whisper';
  }

  /** Whether we may do here what admins may. */
  get isLed() {
    return false;
  }

  /** A message was heard, or is stored. */
  hear(message) {
    this.note(message);
    this.mark.heard(message, message.author.id === this.myId);
  }

  /** Takes note of a message; a later one may be known already. */
  note(message) {
    if (message && message.seq >= this.lastSeq) {
      this.lastSeq = message.seq;
      this.last = message;
    }
  }

  /** A message is not what it was. */
  change(message, rev = 0) {
    if (message.seq === this.last?.seq) {
      this.last = message;
    }
    if (message.deletedAt) {
      this.mark.deleted(message);
    }
    this.heardRev(rev);
  }

  heardRev(rev) {
    if (this.lastRev !== null && !this.#isBehind) {
      this.lastRev = Math.max(this.lastRev, rev);
    }
  }

  /**
   * What is heard from now on says nothing of what was missed before, until that was replayed.
   *
   * @param isShown whether it may be in sight already: then whatever has ever changed was missed if nobody told yet
   */
  fallBehind(isShown) {
    this.lastRev ??= isShown ? 0 : null;
    this.#isBehind = this.lastRev !== null;
  }

  replayed({ lastRev }) {
    this.lastRev = Math.max(this.lastRev ?? 0, lastRev);
    this.#isBehind = false;
    this.isCatchingUp = false;
  }

  /** Nothing is asked for by its changes before it is known where they are. */
  async findRev() {
    if (this.lastRev === null && this.chatId !== null) {
      const { lastRev } = await call(`/chats/${this.chatId}`);
      this.lastRev ??= lastRev;
    }
  }

  get activeAt() {
    return new Date(this.last?.createdAt ?? this.createdAt);
  }
}

export class ChatConversation extends Conversation {
  /** Whoever is a member, or was one as far as we know. */
  #people = new Map();

  constructor(chat, myId) {
    super('chat', chat.id, myId);
    this.chatId = chat.id;
    this.lastRev = chat.lastRev;
    this.name = chat.name;
    this.admins = chat.admins;
    this.hidesPast = chat.history === 'joined';
    this.#have(chat.users);
    this.createdAt = chat.createdAt;
    this.note(chat.lastMessage);
  }

  get title() {
    return this.name === null ? this.#members() : cleanName(this.name);
  }

  get target() {
    return { chatId: this.id };
  }

  userOf(id) {
    return this.#people.get(id) ?? null;
  }

  /** Where there is no admin, everybody is like one. */
  get isLed() {
    return this.admins.length === 0 || this.admins.includes(this.myId);
  }

  /** Something happened to the chat itself. */
  become({ rev, afterSeq, by, name, admins, added, removed }) {
    this.#have([...this.users.filter(({ id }) => !removed.includes(id)), ...added]);
    const gone = removed.map((id) => this.userOf(id)).filter((user) => user !== null);
    const isNamed = name !== this.name;
    if (isNamed || added.length > 0 || gone.length > 0) {
      this.happened = [...this.happened.slice(-HAPPENED_KEPT), { rev, afterSeq, by: this.isCatchingUp ? null : this.userOf(by), isNamed, name, added, removed: gone }];
    }
    this.name = name;
    this.admins = admins;
    this.heardRev(rev);
  }

  #have(users) {
    users.forEach((user) => this.#people.set(user.id, user));
    this.users = [...new Map(users.map((user) => [user.id, user])).values()];
  }

  history(query) {
    return `/chats/${this.id}/messages?${query}`;
  }

  #members() {
    const others = this.users.filter((user) => user.id !== this.myId).map((user) => cleanName(user.nickname));
    return others.length === 0 ? texts.justYou : shortened(others, NAMES_SHOWN);
  }
}

export class WhisperConversation extends Conversation {
  /** Of the chat that they are, from the first of them on. */
  chatId = null;

  constructor(user, lastWhisper, myId) {
    super('whisper', user.id, myId);
    this.user = user;
    this.createdAt = new Date().toISOString();
    this.note(lastWhisper);
  }

  note(message) {
    super.note(message);
    this.chatId ??= message?.chatId ?? null;
  }

  get title() {
    return this.id === this.myId ? texts.noteToSelf : cleanName(this.user.nickname);
  }

  get target() {
    return { whisperTargetId: this.id };
  }

  /** Of the two, the other. */
  userOf(id) {
    return id === this.id ? this.user : null;
  }

  history(query) {
    return `/whispers?with=${this.id}&${query}`;
  }
}
