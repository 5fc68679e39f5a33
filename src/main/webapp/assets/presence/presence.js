/**
 * Who of those shown is online. A place for that is an element `user-presence` with the user's id as `user`; on a page it counts as shown, and
 * whoever is shown is watched. Where it is `brief` it shows who is online alone.
 */
import { short } from '../page/dates.js';
import { h } from '../page/element.js';
import { presenceTexts } from './texts.js';

export { showTyping } from './typing.js';

/** More the server does not let watch. */
const MOST = 500;
const WATCHED_EACH = 3_000;
const AGAIN_AFTER = 10_000;
const PASSING = new Set(['rate_limited', 'unavailable', 'unanswered']);

class Presence {
  #connection;
  /** The elements by their user. */
  #places = new Map();
  #known = new Map();
  #watched = '';
  #timer = null;
  #notBefore = 0;

  constructor(connection, outbox) {
    this.#connection = connection;
    connection.addEventListener('presence', ({ data }) => this.#heard(data));
    connection.addEventListener('change', () => !connection.isLive && this.#forget());
    connection.addEventListener('live', () => this.#watchSoon());
    // with whom there was no chat before, that was not told
    connection.addEventListener('chat_created', () => this.#watchAnew());
    connection.addEventListener('chat_changed', ({ data }) => data.added.length > 0 && this.#watchAnew());
    connection.addEventListener('receive_whisper', ({ data }) => this.#whispered(data));
    outbox.addEventListener('stored', ({ message }) => this.#whispered(message));
  }

  add(userId, place) {
    this.#places.set(userId, (this.#places.get(userId) ?? new Set()).add(place));
    place.show(this.#known.get(userId));
    this.#watchSoon();
  }

  remove(userId, place) {
    const places = this.#places.get(userId);
    places?.delete(place);
    if (places?.size === 0) {
      this.#places.delete(userId);
    }
    this.#watchSoon();
  }

  /** On whichever side, it may be the first one. */
  #whispered({ from, whisperTargetId }) {
    if ([from, whisperTargetId].some((id) => this.#known.get(id)?.seenAt === null)) {
      this.#watchAnew();
    }
  }

  #watchAnew() {
    this.#watched = '';
    this.#watchSoon();
  }

  #watchSoon() {
    this.#timer ??= setTimeout(() => this.#watch(), Math.max(0, this.#notBefore - Date.now()));
  }

  /** What is asked for is in place of what was watched before; a new socket watches nobody. */
  async #watch() {
    const userIds = [...this.#places.keys()].slice(0, MOST).sort((a, b) => a - b);
    const wanted = userIds.join();
    if (!this.#connection.isLive || wanted === this.#watched) {
      this.#timer = null;
      return;
    }
    this.#watched = wanted;
    this.#notBefore = Date.now() + WATCHED_EACH;
    try {
      const answer = await this.#connection.ask('watch_presence', { userIds });
      this.#known.clear();
      answer.forEach((each) => this.#heard(each));
      this.#timer = null;
    } catch (problem) {
      this.#timer = null;
      if (PASSING.has(problem.code)) {
        this.#notBefore = Date.now() + Math.max(AGAIN_AFTER, problem.retryAfterMs ?? 0);
        this.#watchAnew();
      }
    }
    // who is shown may have changed meanwhile
    this.#watchSoon();
  }

  #heard(presence) {
    this.#known.set(presence.userId, presence);
    this.#places.get(presence.userId)?.forEach((place) => place.show(presence));
  }

  /** Nobody tells any more. */
  #forget() {
    this.#watched = '';
    this.#known.clear();
    this.#places.forEach((places) => places.forEach((place) => place.show()));
  }
}

/** From now on it is shown. */
export function showPresence(connection, outbox) {
  const presence = new Presence(connection, outbox);

  class UserPresence extends HTMLElement {
    /** Without what the server said, nothing. */
    show({ online = false, seenAt = null } = {}) {
      const isBrief = this.hasAttribute('brief');
      const said = online ? presenceTexts.online : seenAt === null || isBrief ? '' : presenceTexts.lastSeen(short(new Date(seenAt)));
      if (this.textContent !== said) {
        this.classList.toggle('online', online);
        this.replaceChildren(...(said === '' ? [] : [h('span', { class: isBrief ? 'visually-hidden' : '' }, said)]));
      }
    }

    connectedCallback() {
      presence.add(this.#user, this);
    }

    disconnectedCallback() {
      presence.remove(this.#user, this);
    }

    get #user() {
      return Number(this.getAttribute('user'));
    }
  }

  customElements.define('user-presence', UserPresence);
  document.head.append(h('link', { rel: 'stylesheet', href: new URL('../style/presence.css', import.meta.url) }));
}
