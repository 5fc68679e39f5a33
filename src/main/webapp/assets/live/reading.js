/** Up to where we have read: the server is told, and tells our other devices. Where a number is in doubt, it is asked. */
import { pause } from '../page/soon.js';
import { call } from '../session/session.js';
import { meanwhile } from './meanwhile.js';

const TOLD_EACH = 500;
const ASKED_EACH = 1_000;
const AGAIN_AFTER = 2_000;
const PASSING = new Set(['rate_limited', 'unavailable', 'unanswered', 'offline']);

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

  async #ask() {
    if (!this.#isAsking) {
      this.#isAsking = true;
      do {
        await pause(ASKED_EACH);
      } while (await this.#settle());
      this.#isAsking = false;
    }
  }

  /** Returns whether some are in doubt again. Those that could not be asked for are once something else is heard. */
  async #settle() {
    let isInDoubt = false;
    for (const { chatId, mark } of this.conversations.inDoubt()) {
      try {
        await meanwhile(call(`/chats/${chatId}`), (chat, present, hasDeleted) => mark.told(chat, hasDeleted(chatId)));
        isInDoubt ||= mark.isInDoubt;
        this.conversations.changed();
      } catch {
        // it stays as it is
      }
    }
    return isInDoubt;
  }
}
