/**
 * Makes sure that everything is heard: after each connecting, all known chats are entered from where they are known to (the server
 * replays what was missed and what changed, in order), whispers likewise, and then the newest conversations are asked for, in case
 * some are new.
 */
import { pause } from '../page/soon.js';

const CHATS_AT_ONCE = 500;
const QUIETLY = 500;
/** A frame is at most 64 KiB, and an id and a seq or a rev take 30 bytes where both are long. */
const MOST_NAMED = 1_000;
const AGAIN_AFTER = 2_000;
const NOT_OURS = new Set(['not_a_member', 'chat_not_found']);

export class Hearing {
  #hadConnection = false;

  constructor(connection, conversations) {
    this.connection = connection;
    this.conversations = conversations;
    connection.addEventListener('live', () => this.#catchUp());
    connection.addEventListener('replayed', ({ data }) => conversations.ofChat(data.chatId)?.replayed(data));
    conversations.addEventListener('found', (event) => this.#enter(event.conversations));
  }

  async #catchUp() {
    const again = this.#hadConnection;
    this.#hadConnection = true;
    const whispers = this.conversations.of('whisper');
    // whispers are heard before they are entered
    whispers.forEach((each) => each.fallBehind(again));
    await this.#enter([...this.conversations.of('chat'), ...(again ? [] : whispers)]);
    await this.#insist(async () => {
      if (again) {
        await this.#syncWhispers();
      }
      await this.conversations.refresh();
      // those further down are heard too, so that they come up when something is said there
      await this.conversations.moreUpTo('chat', QUIETLY);
    });
  }

  /** Whispers are heard in any case: they are entered to learn where their changes are, and what of these was missed. */
  async #enter(conversations) {
    const entered = conversations.filter((each) => each.chatId !== null);
    for (let from = 0; from < entered.length; from += CHATS_AT_ONCE) {
      const some = entered.slice(from, from + CHATS_AT_ONCE);
      await this.#insist(() => this.#enterAll(some));
    }
  }

  /** All are entered or none: where we are no member of one any more, that one is looked for, half by half. */
  async #enterAll(conversations) {
    const some = conversations.filter((each) => this.conversations.get(each.key) === each);
    if (some.length === 0) {
      return;
    }
    const { after, afterRev } = cursors(some.filter((each) => each.lastRev !== null), 'chatId');
    some.forEach((each) => (each.isCatchingUp = each.lastRev !== null));
    try {
      const answer = await this.connection.ask('enter_chat', { chatIds: some.map((each) => each.chatId), after, afterRev });
      const lastRevs = new Map(answer.map(({ chatId, lastRev }) => [chatId, lastRev]));
      some.forEach((each) => (each.lastRev ??= lastRevs.get(each.chatId)));
    } catch (problem) {
      if (!NOT_OURS.has(problem.code)) {
        throw problem;
      }
      if (some.length === 1) {
        this.conversations.remove(some[0].chatId);
        return;
      }
      const half = Math.ceil(some.length / 2);
      await this.#enterAll(some.slice(0, half));
      await this.#enterAll(some.slice(half));
    }
  }

  /**
   * Whispers with people who are not named are replayed from the first one on, so as many are named as a frame takes, the latest
   * first; of the others, what is known already is heard once more.
   */
  async #syncWhispers() {
    await this.conversations.moreUpTo('whisper', Infinity);
    await this.connection.ask('sync_whispers', cursors(this.conversations.of('whisper').slice(0, MOST_NAMED), 'id'));
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

/** Where each is known to, by its `id` or `chatId`. */
function cursors(conversations, name) {
  const withRev = conversations.filter((each) => each.lastRev !== null);
  return {
    after: Object.fromEntries(conversations.map((each) => [each[name], each.lastSeq])),
    afterRev: Object.fromEntries(withRev.map((each) => [each[name], each.lastRev])),
  };
}
