package chats.checker.history;

import java.util.HashSet;
import java.util.Set;

/** What one connection has heard of one talk since it entered. */
final class Stream {
    private static final long UNKNOWN = -1;

    private final Set<Long> heard = new HashSet<>();
    private long last;

    private Stream(long last) {
        this.last = last;
    }

    /** From the first seq above this one on. */
    static Stream from(long after) {
        return new Stream(after);
    }

    /** From whatever comes first on. */
    static Stream live() {
        return new Stream(UNKNOWN);
    }

    /** What is missing above this seq follows in order; what was heard already does not come again. */
    void goOnFrom(long after) {
        last = after;
    }

    boolean hasStart() {
        return last != UNKNOWN;
    }

    long last() {
        return last;
    }

    boolean hasHeard(long seq) {
        return heard.contains(seq);
    }

    void hear(long seq) {
        heard.add(seq);
        last = seq;
    }
}
