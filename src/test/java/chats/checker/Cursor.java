package chats.checker;

import chats.checker.history.Position;
import java.util.TreeSet;

/** The highest seq of a talk below which everything is known, and the highest rev below which each change is. */
final class Cursor {
    private final TreeSet<Long> beyond = new TreeSet<>();
    private Position joined = new Position(0, 0);
    private long seq;
    private long rev;

    Position position() {
        return new Position(seq, rev);
    }

    void add(long known) {
        if (known > seq) {
            beyond.add(known);
        }
        while (!beyond.isEmpty() && beyond.first() == seq + 1) {
            seq = beyond.pollFirst();
        }
        if (seq >= joined.seq()) {
            changed(joined.rev());
        }
    }

    void changed(long known) {
        rev = Math.max(rev, known);
    }

    /** Everything up to here is known, or is not for this user. */
    void reach(Position last) {
        seq = Math.max(seq, last.seq());
        beyond.headSet(seq, true).clear();
        changed(last.rev());
        add(0);
    }

    /** What comes up to this seq shows all changes up to this rev. */
    void join(Position last) {
        joined = last;
        add(0);
    }
}
