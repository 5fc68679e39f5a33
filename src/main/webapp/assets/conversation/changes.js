/**
 * What is done to messages that are there: the server is asked, and tells everybody.
 *
 * Event: `changed` with the `message` as it is now.
 */
import { meanwhile } from '../live/meanwhile.js';
import { texts } from '../texts/texts.js';

/** Why the server did not do it. */
export const REFUSED = {
  not_a_member: texts.whyNotMember,
  message_not_found: texts.whyGone,
  conflict: texts.whyConflict,
  forbidden: texts.whyRefused,
  validation_failed: texts.whyRefused,
  unanswered: texts.whyUnanswered,
  unavailable: texts.whyUnanswered,
};

export class Changes extends EventTarget {
  constructor(connection) {
    super();
    this.connection = connection;
  }

  /** @param clientChangeId the same as often as it is sent */
  edit(message, text, clientChangeId) {
    return this.#ask('edit_message', message, { message: text, clientChangeId });
  }

  erase(message) {
    return this.#ask('delete_message', message);
  }

  react(message, emoji, on) {
    return this.#ask('react', message, { emoji, on });
  }

  async #ask(event, { chatId, seq }, data) {
    await meanwhile(this.connection.ask(event, { chatId, seq, ...data }), (answer, present) =>
      this.dispatchEvent(Object.assign(new Event('changed'), { message: present(answer) })),
    );
  }
}
