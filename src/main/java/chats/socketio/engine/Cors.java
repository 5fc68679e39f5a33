package chats.socketio.engine;

/**
 * What a browser is told about a page of another origin.
 *
 * @param allowOrigin the origin, or {@code *}
 * @param credentials whether cookies and the like may be sent along; never together with {@code *}
 */
public record Cors(String allowOrigin, boolean credentials) {

    public Cors {
        if (credentials && allowOrigin.equals("*")) {
            throw new IllegalArgumentException("credentials for every origin");
        }
    }
}
