import { cleanName } from '../page/names.js';
import { texts } from '../texts/texts.js';

const NAMES_SHOWN = 3;

/** What a chat and the whispers with one person have in common. */
class Conversation {
  lastSeq = 0;
  last = null;

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
  constructor(user, lastWhisper, myId) {
    super('whisper', user.id, myId);
    this.user = user;
    this.createdAt = new Date().toISOString();
    this.note(lastWhisper);
  }

  get title() {
    return this.id === this.myId ? texts.noteToSelf : cleanName(this.user.nickname);
  }

  get target() {
    return { whisperTargetId: this.id };
  }

  history(query) {
    return `/whispers?with=${this.id}&${query}`;
  }
}
