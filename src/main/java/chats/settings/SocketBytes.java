package chats.settings;

/**
 * How many bytes of messages from users may wait on this node until they are complete. 0 is no limit. What is not set follows from the
 * memory that the server may use, and leaves room for two messages of the greatest size.
 *
 * @param perUser over all sockets of a user
 * @param total of all users together
 */
public record SocketBytes(int perUser, int total) {
    private static final int SHARE_OF_MEMORY = 8;
    private static final int SHARE_OF_A_USER = 16;
    private static final int MOST = 512 << 20;

    static SocketBytes from(Settings.Reader read, long memory, int maxPayload) {
        int least = 2 * maxPayload;
        int total = read.number(
                "LIMIT_SOCKET_BYTES",
                (int) Math.max(least, Math.min(MOST, memory / SHARE_OF_MEMORY)),
                0,
                Integer.MAX_VALUE);
        int perUser = total == 0 ? 0 : Math.max(least, total / SHARE_OF_A_USER);
        return new SocketBytes(read.number("LIMIT_SOCKET_BYTES_PER_USER", perUser, 0, Integer.MAX_VALUE), total);
    }
}
