package chats.socketio.engine;

/**
 * The CORS headers for a page of another origin.
 *
 * @param allowOrigin the origin, or {@code *}
 * @param credentials whether the browser may send cookies and the like; not allowed together with {@code *}
 */
public record Cors(String allowOrigin, boolean credentials) {

    public Cors {
        if (credentials && allowOrigin.equals("*")) {
            throw new IllegalArgumentException("credentials are not allowed for all origins");
        }
    }
}
