package chats.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When users were last there, as far as the database may not have it yet: what this node has to store, and what was told lately.
 * Not thread-safe: {@link Presence} calls it under its lock.
 */
final class SeenTimes {
    /** By then the node that has to has stored it. */
    private static final Duration KEPT_FOR = Duration.ofMinutes(1);

    private record Told(Instant seenAt, Instant at) {}

    private Map<Long, Instant> unsaved = new HashMap<>();

    /** The earliest told first. */
    private final Map<Long, Told> told = new LinkedHashMap<>();

    /** What this node must store. */
    void save(Map<Long, Instant> seen) {
        seen.forEach((user, at) -> unsaved.merge(user, at, SeenTimes::later));
    }

    void tell(long user, Instant seenAt, Instant now) {
        told.remove(user);
        told.put(user, new Told(seenAt, now));
    }

    void forgetOld(Instant now) {
        Iterator<Told> earliest = told.values().iterator();
        while (earliest.hasNext() && earliest.next().at().plus(KEPT_FOR).isBefore(now)) {
            earliest.remove();
        }
    }

    /** @param stored as the database has it; may be null */
    Instant of(long user, Instant stored) {
        Told lately = told.get(user);
        Instant known = lately == null ? stored : later(stored, lately.seenAt());
        return later(known, unsaved.get(user));
    }

    /** Takes what is to be stored. */
    Map<Long, Instant> takeUnsaved() {
        Map<Long, Instant> taken = unsaved;
        unsaved = new HashMap<>();
        return taken;
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }
}
