package chats.errors;

/**
 * Whether this node is about to go: it serves those who are here until they have left, and wants nobody new. Of the whole process,
 * since what fails meanwhile fails in every part of it.
 */
public final class DrainState {
    private static volatile boolean begun;

    private DrainState() {}

    public static boolean hasBegun() {
        return begun;
    }

    public static void begin() {
        begun = true;
    }

    /** What to answer where something fails that nobody expected: while the parts go one by one, to try again elsewhere. */
    public static ErrorCode unexpected() {
        return begun ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
    }
}
