/**
 * Says to screen readers what others write in the open conversation, and what happens to it, calmly: one message is read, several
 * that come together are counted, and history that is loaded says nothing.
 */
import { h } from '../page/element.js';
import { cleanName } from '../page/names.js';
import { texts } from '../texts/texts.js';

const TOGETHER = 1_200;
const LONGEST = 200;

export class Announcer {
  view = h('div', { class: 'visually-hidden', 'aria-live': 'polite', 'data-announcer': '' });
  #waiting = [];
  #happened = [];
  #timer = null;

  say(message) {
    if (message.deletedAt) {
      return;
    }
    this.#waiting.push(message);
    this.#speakSoon();
  }

  /** Something that happened, in one text. */
  tell(text) {
    this.#happened.push(text);
    this.#speakSoon();
  }

  #speakSoon() {
    this.#timer ??= setTimeout(() => this.#speak(), TOGETHER);
  }

  #speak() {
    const messages = this.#waiting;
    const happened = this.#happened;
    this.#waiting = [];
    this.#happened = [];
    this.#timer = null;
    this.view.textContent = [...happened, ...heard(messages)].join('. ');
  }
}

function heard(messages) {
  if (messages.length !== 1) {
    return messages.length === 0 ? [] : [texts.heardMany(messages.length)];
  }
  const [{ author, message }] = messages;
  return [texts.heardOne(cleanName(author.nickname), message.slice(0, LONGEST))];
}
