/**
 * Up to which message each conversation was seen on this device. All tabs share it.
 *
 * Event: `change`.
 */
export class Seen extends EventTarget {
  #name;
  #seqs;

  constructor(userId) {
    super();
    this.#name = `chats.seen.${userId}`;
    this.#seqs = this.#read();
    addEventListener('storage', ({ key }) => key === this.#name && this.#changed(this.#read()));
  }

  of(key) {
    return this.#seqs[key] ?? 0;
  }

  mark(key, seq) {
    if (seq > this.of(key)) {
      const merged = { ...this.#read(), [key]: seq };
      localStorage.setItem(this.#name, JSON.stringify(merged));
      this.#changed(merged);
    }
  }

  #changed(seqs) {
    this.#seqs = seqs;
    this.dispatchEvent(new Event('change'));
  }

  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.#name)) ?? {};
    } catch {
      return {};
    }
  }
}
