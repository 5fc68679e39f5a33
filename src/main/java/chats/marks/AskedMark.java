package chats.marks;

/**
 * A mark that a client has set.
 *
 * @param seq up to which the user has read
 * @param at when he has said so, as {@link System#nanoTime} tells it
 */
record AskedMark(long seq, long at) {
    /** The higher seq of two, at the later time. */
    AskedMark with(AskedMark other) {
        return new AskedMark(Math.max(seq, other.seq), other.at - at > 0 ? other.at : at);
    }

    AskedMark atLeast(long other) {
        return other > seq ? new AskedMark(other, at) : this;
    }
}
