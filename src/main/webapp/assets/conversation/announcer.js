/**
 * Says to screen readers what others write in the open conversation, calmly: one message is read, several that come together are
 * counted, and history that is loaded says nothing.
 */
import { h } from '../page/element.js';
import { cleanName } from '../page/names.js';
import { texts } from '../texts/texts.js';

const TOGETHER = 1_200;
const LONGEST = 200;

export class Announcer {
  view = h('div', { class: 'visually-hidden', 'aria-live': 'polite', 'data-announcer': '' });
  #waiting = [];
  #timer = null;

  say(message) {
    if (message.deletedAt) {
      return;
    }
    this.#waiting.push(message);
    this.#timer ??= setTimeout(() => this.#speak(), TOGETHER);
  }

  #speak() {
    const messages = this.#waiting;
    this.#waiting = [];
    this.#timer = null;
    const [{ author, message }] = messages;
    this.view.textContent =
      messages.length === 1
        ? texts.heardOne(cleanName(author.nickname), message.slice(0, LONGEST))
        : texts.heardMany(messages.length);
  }
}
