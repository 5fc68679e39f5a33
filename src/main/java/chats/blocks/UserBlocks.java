package chats.blocks;

import java.util.Arrays;
import java.util.Collection;

/** Whom a user blocks, and who blocks him. The arrays are ascending and are not changed. */
public final class UserBlocks {
    public static final UserBlocks NONE = new UserBlocks(new long[0], new long[0]);

    private final long[] blocked;
    private final long[] blockers;

    private UserBlocks(long[] blocked, long[] blockers) {
        this.blocked = blocked;
        this.blockers = blockers;
    }

    /** Sets, each in any order. */
    public static UserBlocks of(Collection<Long> blocked, Collection<Long> blockers) {
        return blocked.isEmpty() && blockers.isEmpty() ? NONE : new UserBlocks(sorted(blocked), sorted(blockers));
    }

    private static long[] sorted(Collection<Long> ids) {
        return ids.stream().mapToLong(id -> id).sorted().toArray();
    }

    public boolean isBlockedBy(long other) {
        return contains(blockers, other);
    }

    /** Whether one of the two blocks the other one, so that neither sees when the other is there or typing. */
    public boolean isHiddenFrom(long other) {
        return contains(blockers, other) || contains(blocked, other);
    }

    /** Whether the user blocks nobody and is blocked by nobody. */
    public boolean isNone() {
        return size() == 0;
    }

    int size() {
        return blocked.length + blockers.length;
    }

    private static boolean contains(long[] ids, long id) {
        return Arrays.binarySearch(ids, id) >= 0;
    }
}
