/**
 * Up to where we have read a conversation, and how many messages above that are not deleted. The server knows both, for all devices; what is
 * heard after it told them is counted here. Where that cannot tell how many there are, it is in doubt, until the server tells it again.
 */
export class Mark {
  seq = 0;
  unread = 0;
  isInDoubt = false;
  /** All messages up to here are counted. */
  #counted = 0;

  /**
   * What an answer of the server says; one without marks counts as read. What was heard or read meanwhile is newer.
   *
   * @param hasDeleted whether it was heard meanwhile that messages are deleted, which the answer may count
   */
  told({ lastSeq, readSeq = lastSeq, unread = 0 }, hasDeleted = false) {
    if (lastSeq >= this.#counted) {
      const { seq } = this;
      Object.assign(this, { seq: readSeq, unread, isInDoubt: hasDeleted && unread > 0 });
      this.#counted = lastSeq;
      this.read(seq);
    } else {
      this.read(readSeq);
    }
  }

  /** It was read up to there, on whatever device; returns whether that is further than before. */
  read(seq) {
    if (seq <= this.seq) {
      return false;
    }
    const above = Math.max(0, this.#counted - seq);
    this.isInDoubt = above > 0 && (this.isInDoubt || this.#hasDeleted);
    this.seq = seq;
    this.#counted = Math.max(this.#counted, seq);
    this.unread = Math.min(this.unread, above);
    return true;
  }

  /** A message was heard, perhaps once more. Who writes has read what was there. */
  heard({ seq, deletedAt }, isMine) {
    if (isMine) {
      this.read(seq);
    } else if (seq > this.#counted) {
      this.isInDoubt ||= seq > this.#counted + 1;
      this.#counted = seq;
      this.unread += deletedAt ? 0 : 1;
    }
  }

  /** A message is deleted, or was: where others above the mark are deleted, too, it may be counted already. */
  deleted({ seq }) {
    if (seq > this.seq && seq <= this.#counted) {
      if (this.#hasDeleted) {
        this.isInDoubt = true;
      } else {
        this.unread--;
      }
    }
  }

  /** Whether some of those above the mark are. */
  get #hasDeleted() {
    return this.unread < this.#counted - this.seq;
  }
}
