/**
 * What was written and is not known to be stored. Each message keeps the id it got when it was written, so that it can be sent as
 * often as it takes and is stored once; those of one conversation go one after the other. It survives a reload of the tab.
 *
 * Events: `change`; `stored` with the `message` as the server has it.
 */
import { meanwhile } from '../live/meanwhile.js';
import { newId } from '../page/new-id.js';
import { pause } from '../page/soon.js';

const TRIES = 5;
const PASSING = new Set(['rate_limited', 'unavailable', 'unanswered', 'offline', 'internal']);

export class Outbox extends EventTarget {
  #items;
  #name;
  #busy = new Set();

  constructor(connection, user) {
    super();
    this.connection = connection;
    this.user = user;
    this.#name = `chats.outbox.${user.id}`;
    this.#items = JSON.parse(sessionStorage.getItem(this.#name) ?? '[]');
    connection.addEventListener('live', () => this.#items.forEach(({ key }) => this.#send(key)));
  }

  of(key) {
    return this.#items.filter((item) => item.key === key);
  }

  add(conversation, text) {
    const item = {
      id: newId(),
      key: conversation.key,
      target: conversation.target,
      message: text,
      author: this.user,
      createdAt: new Date().toISOString(),
      state: 'waiting',
      tries: 0,
    };
    this.#items.push(item);
    this.#changed();
    this.#send(item.key);
  }

  retry(id) {
    const item = this.#items.find((each) => each.id === id);
    if (item) {
      Object.assign(item, { state: 'waiting', tries: 0 });
      this.#changed();
      this.#send(item.key);
    }
  }

  discard(id) {
    this.#items = this.#items.filter((each) => each.id !== id);
    this.#changed();
  }

  /** A message that was heard may be one that we did not know to be stored. */
  heard(message) {
    if (message.author.id === this.user.id && this.#items.some((each) => each.id === message.clientMessageId)) {
      this.discard(message.clientMessageId);
    }
  }

  clear() {
    this.#items = [];
    this.#changed();
  }

  async #send(key) {
    if (this.#busy.has(key)) {
      return;
    }
    this.#busy.add(key);
    try {
      let item;
      while (this.connection.isLive && (item = this.of(key).find((each) => each.state === 'waiting'))) {
        await this.#sendOne(item);
      }
    } finally {
      this.#busy.delete(key);
    }
  }

  async #sendOne(item) {
    try {
      const asked = { ...item.target, message: item.message, clientMessageId: item.id };
      const message = await meanwhile(this.connection.ask('send_message', asked), (answer, present) => present(answer));
      this.#items = this.#items.filter((each) => each.id !== item.id);
      this.dispatchEvent(Object.assign(new Event('stored'), { message }));
      this.#changed();
    } catch (problem) {
      await this.#failed(item, problem);
    }
  }

  /** What passes is tried again; what does not is for the writer to decide. */
  async #failed(item, problem) {
    if (problem.code !== 'offline') {
      item.tries++;
    }
    if (!PASSING.has(problem.code) || item.tries >= TRIES) {
      Object.assign(item, { state: 'failed', code: problem.code });
      this.#changed();
    } else if (this.connection.isLive) {
      await pause(problem.retryAfterMs ?? 500 * 2 ** item.tries);
    }
  }

  #changed() {
    sessionStorage.setItem(this.#name, JSON.stringify(this.#items));
    this.dispatchEvent(new Event('change'));
  }
}
