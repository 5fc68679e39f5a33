import { cleanName } from '../page/names.js';
import { call } from '../session/session.js';
import { texts } from '../texts/texts.js';

const NAMES_SHOWN = 3;

/** What a chat and the whispers with one person have in common. */
class Conversation {
  lastSeq = 0;
  last = null;
  /** Up to which of its changes all are known; null where nobody told yet. */
  lastRev = null;
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
  }

  /** Nothing is asked for by its changes before it is known where they are. */
  async findRev() {
    if (this.lastRev === null && this.chatId !== null) {
      const { lastRev } = await call(`/chats/${this.chatId}`);
      this.lastRev ??= lastRev;
    }
  }

  /** How many there are that were not seen; who wrote last has seen what was there. */
  unread(seen) {
    return this.last?.author.id === this.myId ? 0 : Math.max(0, this.lastSeq - seen.of(this.key));
  }

  get activeAt() {
    return new Date(this.last?.createdAt ?? this.createdAt);
  }
}

export class ChatConversation extends Conversation {
  constructor(chat, myId) {
    super('chat', chat.id, myId);
    this.chatId = chat.id;
    this.lastRev = chat.lastRev;
    this.name = chat.name;
    this.users = chat.users;
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
    return this.users.find((user) => user.id === id) ?? null;
  }

  history(query) {
    return `/chats/${this.id}/messages?${query}`;
  }

  #members() {
    const others = this.users.filter((user) => user.id !== this.myId);
    const names = others.slice(0, NAMES_SHOWN).map((user) => cleanName(user.nickname)).join(', ');
    return others.length === 0
      ? texts.justYou
      : others.length > NAMES_SHOWN ? texts.andOthers(names, others.length - NAMES_SHOWN) : names;
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
