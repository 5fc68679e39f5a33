package chats.socketio.engine;

import java.time.Duration;

/**
 * Whether a request may go on.
 *
 * @param status 200 to let it pass, else the HTTP status of the answer
 * @param message why not, for the client to read; plain words without quotes
 * @param retryAfter when to ask again; zero if that is not said
 */
public record Verdict(int status, String message, Duration retryAfter) {

    /** Let it pass. */
    public static final Verdict ACCEPTED = new Verdict(200, "");
    /** Not this client: 403, with the official server's code for it. */
    public static final Verdict FORBIDDEN = new Verdict(RequestRefusal.FORBIDDEN.status(), "Forbidden");
    /** Whoever decides cannot be asked just now: 503, and the client will try again. */
    public static final Verdict UNAVAILABLE = new Verdict(503, "Unavailable");
    /** More headers than a session may keep: 431. */
    public static final Verdict TOO_MANY_HEADERS =
            new Verdict(Status.HEADERS_TOO_LARGE, "Request header fields too large");

    private Verdict(int status, String message) {
        this(status, message, Duration.ZERO);
    }

    /** Too many just now: 429. */
    public static Verdict tooMany(Duration retryAfter) {
        return new Verdict(Status.TOO_MANY_REQUESTS, "Too many requests", retryAfter);
    }

    /** Those of RFC 6585. */
    private static final class Status {
        private static final int TOO_MANY_REQUESTS = 429;
        private static final int HEADERS_TOO_LARGE = 431;
    }

    /** Whether the client takes more than it may. */
    boolean isOfTooMuch() {
        return status == Status.TOO_MANY_REQUESTS || status == Status.HEADERS_TOO_LARGE;
    }

    boolean isAccepted() {
        return status == ACCEPTED.status;
    }

    String json() {
        return "{\"code\":4,\"message\":\"" + message + "\"}";
    }
}
