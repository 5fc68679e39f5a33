/**
 * Makes sure that everything is heard: after each connecting, all known chats are entered from where they are known to (the server
 * replays what was missed, in order), whispers likewise, and then the newest conversations are asked for, in case some are new.
 */
import { pause } from '../page/soon.js';

const CHATS_AT_ONCE = 500;
const QUIETLY = 500;
/** A frame is at most 64 KiB, and an id and a seq take 30 bytes where both are long. */
const MOST_NAMED = 2_000;
const AGAIN_AFTER = 2_000;

export class Hearing {
  #hadConnection = false;

  constructor(connection, conversations) {
    this.connection = connection;
    this.conversations = conversations;
    connection.addEventListener('live', () => this.#catchUp());
    conversations.addEventListener('found', ({ chats }) => this.#enter(chats));
  }

  async #catchUp() {
    const again = this.#hadConnection;
    this.#hadConnection = true;
    await this.#enter(this.conversations.of('chat'));
    await this.#insist(async () => {
      if (again) {
        await this.#syncWhispers();
      }
      await this.conversations.refresh();
      // those further down are heard too, so that they come up when something is said there
      await this.conversations.moreUpTo('chat', QUIETLY);
    });
  }

  async #enter(chats) {
    for (let from = 0; from < chats.length; from += CHATS_AT_ONCE) {
      const some = chats.slice(from, from + CHATS_AT_ONCE);
      await this.#insist(() =>
        this.connection.ask('enter_chat', {
          chatIds: some.map((chat) => chat.id),
          after: Object.fromEntries(some.map((chat) => [chat.id, chat.lastSeq])),
        }),
      );
    }
  }

  /**
   * Whispers with people who are not named are replayed from the first one on, so as many are named as a frame takes, the latest
   * first; of the others, what is known already is heard once more.
   */
  async #syncWhispers() {
    await this.conversations.moreUpTo('whisper', Infinity);
    const latest = this.conversations.of('whisper').slice(0, MOST_NAMED);
    await this.connection.ask('sync_whispers', { after: Object.fromEntries(latest.map((each) => [each.id, each.lastSeq])) });
  }

  /** As long as the connection lives; the next one begins anew. */
  async #insist(work) {
    while (this.connection.isLive) {
      try {
        return await work();
      } catch (problem) {
        await pause(problem.retryAfterMs ?? AGAIN_AFTER);
      }
    }
  }
}
