package chats.checker;

import chats.checker.fault.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which fault comes next: every one once in an order of its own, then again in another; the same for the same seed. */
final class Schedule {
    private static final long QUIET_MS = 1_000;
    private static final int MORE_QUIET_MS = 4_000;

    private final List<Fault> faults;
    private final Random random;
    private final List<Fault> next = new ArrayList<>();

    Schedule(List<Fault> faults, Random random) {
        this.faults = faults;
        this.random = random;
    }

    Fault next() {
        if (next.isEmpty()) {
            next.addAll(faults);
            Collections.shuffle(next, random);
        }
        return next.remove(0);
    }

    /** How long all is well before the next one, in milliseconds. */
    long quietMs() {
        return QUIET_MS + random.nextInt(MORE_QUIET_MS);
    }
}
