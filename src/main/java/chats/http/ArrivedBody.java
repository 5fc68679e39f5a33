package chats.http;

/**
 * How much of a request's body had come in together with its head. Whoever sees the bytes of the connection says so for the thread that handles the
 * request; where nobody does, it is what the container admits to.
 */
public final class ArrivedBody {
    private static final ThreadLocal<Long> BYTES = new ThreadLocal<>();

    private ArrivedBody() {}

    /** Handles a request of whose body so many bytes have come in. */
    public static void with(long bytes, Runnable request) {
        BYTES.set(bytes);
        try {
            request.run();
        } finally {
            BYTES.remove();
        }
    }

    /** Whether so many are known to be there. */
    static boolean holds(long length) {
        Long bytes = BYTES.get();
        return bytes != null && bytes >= length;
    }
}
