/**
 * The socket. It is `connecting`, `live`, or `waiting` until the time of the next try; it tries again by itself, sooner when the
 * network comes back or somebody looks, and says when. Socket.IO's own way of trying again does not tell its time, so it is off.
 *
 * Events: `change` of state; `live` each time it is connected; and each event of the server by its own name, with `data`.
 */
import { io } from '../vendor/socket.io.esm.min.js';
import { Problem } from '../session/problem.js';
import { freshToken, renew, staleAt } from '../session/session.js';

const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 30_000;
const EVENTS = ['receive_message', 'receive_whisper', 'chat_created'];

export class Connection extends EventTarget {
  state = 'connecting';
  /** When the next try is due, in milliseconds since 1970. */
  until = 0;
  #socket;
  #timer;
  #tries = 0;
  #renewal;

  start() {
    this.#socket = io('/chats', {
      autoConnect: false,
      reconnection: false,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      auth: (give) => freshToken().then((token) => give({ token }), () => give({})),
    });
    this.#socket.on('connect', () => this.#connected());
    this.#socket.on('disconnect', () => this.#wait());
    this.#socket.on('connect_error', (error) => this.#refused(error));
    this.#socket.on('token_expiring', () => this.#goOnLater());
    for (const name of EVENTS) {
      this.#socket.on(name, (data) => this.dispatchEvent(Object.assign(new Event(name), { data })));
    }
    addEventListener('online', () => this.tryNow());
    addEventListener('offline', () => this.#lost());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.tryNow());
    this.#socket.connect();
  }

  stop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#renewal);
    this.#socket.off();
    this.#socket.disconnect();
  }

  get isLive() {
    return this.state === 'live';
  }

  tryNow() {
    if (this.state === 'waiting') {
      clearTimeout(this.#timer);
      this.#become('connecting');
      this.#socket.connect();
    }
  }

  /** Sends an event; fails with a Problem if it is refused, if the connection is lost, or if nobody answers. */
  async ask(event, data, patience = 15_000) {
    if (!this.isLive) {
      throw Problem.offline();
    }
    let answer;
    try {
      answer = await this.#socket.timeout(patience).emitWithAck(event, data);
    } catch {
      throw this.isLive ? new Problem({ code: 'unanswered' }) : Problem.offline();
    }
    if (answer?.status === 'error') {
      throw new Problem(answer);
    }
    return answer;
  }

  #connected() {
    this.#tries = 0;
    this.#become('live');
    this.dispatchEvent(new Event('live'));
  }

  async #refused(error) {
    const code = error.data?.code;
    if ((code === 'token_expired' || code === 'unauthorized') && this.#tries === 0) {
      await renew().catch(() => {});
    }
    this.#wait(error.data?.retryAfterMs);
  }

  /** The network is gone, which a socket would notice much later. */
  #lost() {
    this.#socket.disconnect();
    if (this.state === 'connecting') {
      this.#wait();
    }
  }

  #wait(atLeast = 0) {
    const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#tries++) * (0.75 + Math.random() / 2);
    const wait = Math.max(delay, atLeast ?? 0);
    clearTimeout(this.#timer);
    this.until = Date.now() + wait;
    this.#timer = setTimeout(() => this.tryNow(), wait);
    this.#become('waiting');
  }

  #goOnLater() {
    clearTimeout(this.#renewal);
    this.#renewal = setTimeout(() => this.#goOn(), staleAt() - Date.now());
  }

  /** The token runs out: the socket lives on under the next one. */
  async #goOn() {
    try {
      await this.ask('refresh_token', { token: await freshToken() });
    } catch {
      // then the server closes the socket when the token has run out, and it is opened anew
    }
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
