package chats.settings;

/**
 * How many bytes of incomplete messages users may hold on this node. 0 means no limit. The defaults depend on the
 * memory of the server, and allow at least two messages of the maximum size.
 *
 * @param perUser over all sockets of a user
 * @param total of all users together
 */
public record SocketBytes(int perUser, int total) {
    private static final int SHARE_OF_MEMORY = 8;
    private static final int SHARE_OF_A_USER = 16;
    private static final int MAX_DEFAULT = 512 << 20;

    static SocketBytes from(Settings.Reader read, long memory, int maxPayload) {
        int least = 2 * maxPayload;
        int total = read.number(
                "LIMIT_SOCKET_BYTES",
                (int) Math.max(least, Math.min(MAX_DEFAULT, memory / SHARE_OF_MEMORY)),
                0,
                Integer.MAX_VALUE);
        int perUser = total == 0 ? 0 : Math.max(least, total / SHARE_OF_A_USER);
        return new SocketBytes(read.number("LIMIT_SOCKET_BYTES_PER_USER", perUser, 0, Integer.MAX_VALUE), total);
    }
}
