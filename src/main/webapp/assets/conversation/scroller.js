/**
 * The window onto the rows. Whatever is added above or taken away, what somebody reads stays where it is; whoever is at the end
 * stays at the end.
 */
const AT_END = 48;
const NEAR = 1.5;

export class Scroller {
  #isAtEnd = true;

  /** @param onmove called when it was scrolled, or has another size */
  constructor(element, list, onmove) {
    this.element = element;
    this.list = list;
    element.addEventListener('scroll', () => {
      this.#isAtEnd = this.#distanceToEnd() < AT_END;
      onmove();
    }, { passive: true });
    new ResizeObserver(() => {
      if (this.#isAtEnd) {
        this.toEnd();
      }
      onmove();
    }).observe(element);
  }

  get isAtEnd() {
    return this.#isAtEnd;
  }

  get isNearStart() {
    return this.element.scrollTop < this.element.clientHeight * NEAR;
  }

  get isNearEnd() {
    return this.#distanceToEnd() < this.element.clientHeight * NEAR;
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
    this.#isAtEnd = true;
  }

  /** Puts a row at the upper third. */
  show(row) {
    const offset = row.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
    this.element.scrollTop += offset - this.element.clientHeight / 4;
    this.#isAtEnd = this.#distanceToEnd() < AT_END;
  }

  /** Changes the rows; `follow` if the end is the end of all there is. */
  change(work, follow) {
    const anchor = this.#isAtEnd && follow ? null : this.#anchor();
    work();
    if (anchor?.element.isConnected) {
      const moved = anchor.element.getBoundingClientRect().top - anchor.top;
      if (moved !== 0) {
        this.element.scrollTop += moved;
      }
    } else if (this.#isAtEnd && follow) {
      this.toEnd();
    }
  }

  /** The highest seq that can be seen. */
  lastVisibleSeq() {
    const bottom = this.element.getBoundingClientRect().bottom;
    const rows = this.list.children;
    for (let i = rows.length - 1; i >= 0; i--) {
      if (Number.isFinite(rows[i].seq) && rows[i].getBoundingClientRect().top < bottom) {
        return rows[i].seq;
      }
    }
    return 0;
  }

  /** The bubble of the first message that is in sight: it keeps its place even when its group changes. */
  #anchor() {
    const top = this.element.getBoundingClientRect().top;
    for (const row of this.list.children) {
      const bubble = row.querySelector('.bubble');
      if (bubble && bubble.getBoundingClientRect().bottom > top) {
        return { element: bubble, top: bubble.getBoundingClientRect().top };
      }
    }
    return null;
  }

  #distanceToEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    return scrollHeight - scrollTop - clientHeight;
  }
}
