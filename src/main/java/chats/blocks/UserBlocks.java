package chats.blocks;

import java.util.Arrays;
import java.util.Collection;

/** From whom a user is hidden: those whom he blocks, and those who block him. The array is ascending and is not changed. */
public final class UserBlocks {
    public static final UserBlocks NONE = new UserBlocks(new long[0], false);

    /** Of one for whom there are too many: he is hidden from everybody. */
    public static final UserBlocks TOO_MANY = new UserBlocks(new long[0], true);

    private final long[] others;
    private final boolean areAll;

    private UserBlocks(long[] others, boolean areAll) {
        this.others = others;
        this.areAll = areAll;
    }

    /** @param others whom the user blocks, and who block him, in any order */
    public static UserBlocks of(Collection<Long> others) {
        return others.isEmpty()
                ? NONE
                : new UserBlocks(others.stream().mapToLong(id -> id).sorted().toArray(), false);
    }

    /** Whether one of the two blocks the other one, so that neither sees when the other is there or typing. */
    public boolean isHiddenFrom(long other) {
        return areAll || Arrays.binarySearch(others, other) >= 0;
    }

    /** Whether the user blocks nobody and is blocked by nobody. */
    public boolean isNone() {
        return size() == 0 && !areAll;
    }

    int size() {
        return others.length;
    }
}
