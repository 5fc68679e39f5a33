package chats.checker;

import java.util.TreeSet;

/** The highest seq of a talk below which everything is known. */
final class Cursor {
    private final TreeSet<Long> beyond = new TreeSet<>();
    private long seq;

    long seq() {
        return seq;
    }

    void add(long known) {
        if (known > seq) {
            beyond.add(known);
        }
        while (!beyond.isEmpty() && beyond.first() == seq + 1) {
            seq = beyond.pollFirst();
        }
    }
}
