/**
 * The connection. It is `connecting`, `live`, or `waiting` until the time of the next try; it tries again by itself, sooner when the
 * network comes back or somebody looks, and says when. Each try takes a socket and a fresh token.
 *
 * Events: `change` of state; `live` each time it is connected; and each event of the server by its own name, with `data`.
 */
import { Problem } from '../session/problem.js';
import { anyToken, call, freshToken, renew, staleAt } from '../session/session.js';
import { Socket } from './socket.js';

const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 30_000;

/** A connection that lives for so long is no failed try. */
const LASTS = 5_000;

/** A server that was not heard for so long is asked whether it is there. */
const QUIET = 25_000;
const LOOKS_EACH = 5_000;

/** Those that the page listens to. */
const EVENTS = new Set(
  'receive_message receive_whisper message_changed chat_changed replayed chat_created chat_removed chat_read user_changed typing presence'.split(' '),
);

const TOKEN_EXPIRED = 4401;

/** The least that is waited after these close codes: a flood is forgotten after ten seconds, and 1013 means that there is no room. */
const PAUSES = new Map([[4429, 10_000], [1013, 5_000]]);

/** One failed try beside a server that answers may be a server that is just starting. */
const TRIES_IN_VAIN = 2;

export class Connection extends EventTarget {
  state = 'connecting';
  /** When the next try is due, in milliseconds since 1970. */
  until = 0;
  #socket = null;
  #timer;
  #tries = 0;
  #inVain = 0;
  #turn = 0;
  #liveSince = 0;
  #renewal;
  #looking;
  #isAsking = false;
  #isDue = false;

  start() {
    addEventListener('online', () => this.#look());
    addEventListener('offline', () => this.#lost());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#look());
    this.#looking = setInterval(() => this.#check(), LOOKS_EACH);
    this.#open();
  }

  stop() {
    this.state = 'stopped';
    clearInterval(this.#looking);
    this.#drop();
  }

  get isLive() {
    return this.state === 'live';
  }

  /** The server answers, but no socket can be opened. */
  get isBlocked() {
    return this.#inVain >= TRIES_IN_VAIN;
  }

  tryNow() {
    if (this.state === 'waiting') {
      this.#open();
    }
  }

  /** Sends an event; fails with a Problem if it is refused, if the connection is lost, or if nobody answers. */
  async ask(event, data, patience = 15_000) {
    if (!this.isLive) {
      throw Problem.offline();
    }
    return this.#socket.ask(event, data, patience);
  }

  async #open() {
    this.#drop();
    const turn = this.#turn;
    this.#become('connecting');
    let token;
    try {
      token = await freshToken();
    } catch (problem) {
      if (this.#isCurrent(turn)) {
        this.#wait(problem.retryAfterMs);
      }
      return;
    }
    if (!this.#isCurrent(turn)) {
      return;
    }
    const socket = new Socket(token);
    this.#socket = socket;
    const on = (name, listener) => socket.addEventListener(name, (event) => this.#isCurrent(turn) && listener(event));
    on('open', () => this.#opened());
    on('end', ({ code, wasOpen }) => this.#ended(turn, code, wasOpen));
    on('frame', ({ name, data }) => this.#heard(name, data));
  }

  #opened() {
    this.#inVain = 0;
    this.#liveSince = Date.now();
    this.#become('live');
    this.dispatchEvent(new Event('live'));
  }

  #heard(name, data) {
    if (name === 'token_expiring') {
      clearTimeout(this.#renewal);
      this.#renewal = setTimeout(() => this.#renew(), staleAt() - Date.now());
    } else if (EVENTS.has(name)) {
      this.dispatchEvent(Object.assign(new Event(name), { data }));
    }
  }

  async #ended(turn, code, wasOpen) {
    if (wasOpen && Date.now() - this.#liveSince >= LASTS) {
      this.#tries = 0;
    }
    if (!wasOpen) {
      await this.#findOut(turn);
    } else if (code === TOKEN_EXPIRED && this.#tries === 0) {
      this.#tries++;
      this.#become('connecting');
      await renew().catch(() => {});
      if (this.#isCurrent(turn)) {
        this.#open();
      }
    } else {
      this.#wait(PAUSES.get(code));
    }
  }

  /** A browser does not tell why a socket was not opened. REST does: a token that is not good any more is replaced by this call. */
  async #findOut(turn) {
    let retryAfterMs = 0;
    let answers = true;
    try {
      await call('/users/me');
    } catch (problem) {
      answers = problem.code === 'rate_limited';
      retryAfterMs = problem.retryAfterMs;
    }
    if (this.#isCurrent(turn)) {
      this.#inVain = answers ? this.#inVain + 1 : 0;
      this.#wait(retryAfterMs);
    }
  }

  /** Somebody looks, or the network is back. */
  #look() {
    this.tryNow();
    this.#check();
  }

  /** A browser does not show the server's pings. So a server that says nothing is asked; if it does not answer, the connection is dead. */
  #check() {
    if (this.isLive && Date.now() - this.#socket.heardAt >= QUIET) {
      this.#goOn();
    }
  }

  /** The token runs out. A question that is on its way may carry the old one, so another follows it. */
  #renew() {
    this.#isDue = this.#isAsking;
    this.#goOn();
  }

  /** The socket lives on under the next token, or the same one while that is fresh. */
  async #goOn() {
    if (this.#isAsking || !this.isLive) {
      return;
    }
    this.#isAsking = true;
    const socket = this.#socket;
    try {
      await socket.ask('refresh_token', { token: await anyToken() }, 15_000);
    } catch (problem) {
      if (problem.code === 'unanswered') {
        socket.close();
      }
      // else the server closes the socket when its token has run out, and it is opened anew
    }
    this.#isAsking = false;
    if (this.#isDue) {
      this.#isDue = false;
      this.#goOn();
    }
  }

  /** The network is gone, which a socket would notice much later. */
  #lost() {
    if (this.state === 'live' || this.state === 'connecting') {
      this.#wait();
    }
  }

  #wait(atLeast) {
    this.#drop();
    const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** this.#tries++) * (0.75 + Math.random() / 2);
    const wait = Math.max(delay, atLeast ?? 0);
    this.until = Date.now() + wait;
    this.#timer = setTimeout(() => this.tryNow(), wait);
    this.#become('waiting');
  }

  /** Whatever the last try still brings is not listened to any more. */
  #drop() {
    this.#turn++;
    clearTimeout(this.#timer);
    clearTimeout(this.#renewal);
    this.#socket?.close();
    this.#socket = null;
  }

  #isCurrent(turn) {
    return turn === this.#turn;
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }
}
