package chats.http;

/**
 * How many bytes of a request's body were received together with its head. The edge, which sees the bytes of the
 * connection, sets the number for the thread that handles the request. If it is not set, {@link BodyFilter} asks the
 * container.
 */
public final class ArrivedBody {
    private static final ThreadLocal<Long> BYTES = new ThreadLocal<>();

    private ArrivedBody() {}

    /** Runs a request of whose body so many bytes were received. */
    public static void with(long bytes, Runnable request) {
        BYTES.set(bytes);
        try {
            request.run();
        } finally {
            BYTES.remove();
        }
    }

    /** Whether at least so many bytes are known to be there. */
    static boolean holds(long length) {
        Long bytes = BYTES.get();
        return bytes != null && bytes >= length;
    }
}
