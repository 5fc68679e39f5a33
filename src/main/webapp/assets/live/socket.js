/**
 * One WebSocket of the plain door (see /asyncapi.yaml): frames of JSON, and answers by their ids. It is opened once and ends once.
 *
 * Events: `open`; `end` with the close `code` and whether it `wasOpen`; `frame` with the `name` and `data` of what the server says by
 * itself.
 */
import { Problem } from '../session/problem.js';

const OPENS_WITHIN = 20_000;

/** What a browser says of a connection that just ended. */
const LOST = 1006;

export class Socket extends EventTarget {
  /** When the server was heard last, in milliseconds since 1970. */
  heardAt = 0;
  #socket;
  #deadline;
  #wasOpen = false;
  #isOver = false;
  #lastId = 0;
  #asked = new Map();

  /** A browser cannot set a header here, so the token is a subprotocol. */
  constructor(token) {
    super();
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/chats`;
    this.#socket = new WebSocket(url, ['chats.v1', `bearer.${token}`]);
    this.#socket.addEventListener('open', () => this.#opened());
    this.#socket.addEventListener('message', ({ data }) => this.#heard(JSON.parse(data)));
    this.#socket.addEventListener('close', ({ code }) => this.#over(code));
    this.#deadline = setTimeout(() => this.close(), OPENS_WITHIN);
  }

  /** Sends an event; fails with a Problem if it is refused, if the socket ends, or if nobody answers. */
  ask(event, data, patience) {
    const id = String(++this.#lastId);
    return new Promise((resolve, reject) => {
      if (this.#isOver || !this.#wasOpen) {
        reject(Problem.offline());
        return;
      }
      const late = setTimeout(() => {
        this.#asked.delete(id);
        reject(new Problem({ code: 'unanswered' }));
      }, patience);
      this.#asked.set(id, { resolve, reject, late });
      this.#socket.send(JSON.stringify({ event, data, id }));
    });
  }

  /** Ends it now: on a dead connection the other side's close would be waited for in vain. */
  close() {
    this.#socket.close();
    this.#over(LOST);
  }

  #opened() {
    if (this.#isOver) {
      return;
    }
    clearTimeout(this.#deadline);
    this.#wasOpen = true;
    this.heardAt = Date.now();
    this.dispatchEvent(new Event('open'));
  }

  #heard({ event, data, id }) {
    if (this.#isOver) {
      return;
    }
    this.heardAt = Date.now();
    if (id === undefined) {
      this.dispatchEvent(Object.assign(new Event('frame'), { name: event, data }));
      return;
    }
    const asked = this.#asked.get(id);
    if (asked) {
      this.#asked.delete(id);
      clearTimeout(asked.late);
      if (event === 'exception') {
        asked.reject(new Problem(data));
      } else {
        asked.resolve(data);
      }
    }
  }

  #over(code) {
    if (this.#isOver) {
      return;
    }
    this.#isOver = true;
    clearTimeout(this.#deadline);
    for (const { reject, late } of this.#asked.values()) {
      clearTimeout(late);
      reject(Problem.offline());
    }
    this.#asked.clear();
    this.dispatchEvent(Object.assign(new Event('end'), { code, wasOpen: this.#wasOpen }));
  }
}
