package chats.socketio.engine;

/**
 * Whether a request may go on.
 *
 * @param status 200 to let it pass, else the HTTP status of the answer
 * @param message why not, for the client to read; plain words without quotes
 */
public record Verdict(int status, String message) {

    /** Let it pass. */
    public static final Verdict ACCEPTED = new Verdict(200, "");
    /** Not this client: 403, with the official server's code for it. */
    public static final Verdict FORBIDDEN = new Verdict(Refusal.FORBIDDEN.status(), "Forbidden");
    /** Whoever decides cannot be asked just now: 503, and the client will try again. */
    public static final Verdict UNAVAILABLE = new Verdict(503, "Unavailable");

    boolean isAccepted() {
        return status == ACCEPTED.status;
    }

    String json() {
        return "{\"code\":4,\"message\":\"" + message + "\"}";
    }
}
