package chats.socketio.engine;

import java.time.Duration;

/**
 * Whether a request is accepted.
 *
 * @param status 200 if it is accepted, otherwise the HTTP status of the answer
 * @param message why it is refused, for the client; must not contain quotes, because it goes into JSON as it is
 * @param retryAfter when to try again; zero if unknown
 */
public record Verdict(int status, String message, Duration retryAfter) {

    /** The request is accepted. */
    public static final Verdict ACCEPTED = new Verdict(200, "");
    /** The client may not do this: 403, with the code of the official server. */
    public static final Verdict FORBIDDEN = new Verdict(RequestRefusal.FORBIDDEN.status(), "Forbidden");
    /**
     * The decision cannot be made now, for example because the database does not answer: 503. The client tries again.
     */
    public static final Verdict UNAVAILABLE = new Verdict(503, "Unavailable");
    /** The headers are too big: 431. */
    public static final Verdict TOO_MANY_HEADERS =
            new Verdict(Status.HEADERS_TOO_LARGE, "Request header fields too large");

    private Verdict(int status, String message) {
        this(status, message, Duration.ZERO);
    }

    /** Too many requests or sessions: 429. */
    public static Verdict tooMany(Duration retryAfter) {
        return new Verdict(Status.TOO_MANY_REQUESTS, "Too many requests", retryAfter);
    }

    /** The status codes of RFC 6585. */
    private static final class Status {
        private static final int TOO_MANY_REQUESTS = 429;
        private static final int HEADERS_TOO_LARGE = 431;
    }

    /** Whether the client exceeds a limit. */
    boolean isLimitExceeded() {
        return status == Status.TOO_MANY_REQUESTS || status == Status.HEADERS_TOO_LARGE;
    }

    boolean isAccepted() {
        return status == ACCEPTED.status;
    }

    String json() {
        return "{\"code\":4,\"message\":\"" + message + "\"}";
    }
}
