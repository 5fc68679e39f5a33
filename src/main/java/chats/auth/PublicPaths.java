package chats.auth;

import java.util.List;
import java.util.Set;

/**
 * The paths that need no token. A path is compared as the client sent it. A path with an escape or with dots is never
 * public, so the resources behind need not read such a path in the same way as this class.
 */
final class PublicPaths {
    private static final Set<String> EXACT = Set.of(
            "/auth/register",
            "/auth/login",
            "/auth/refresh",
            "/asyncapi.yaml",
            "/metrics",
            "/",
            "/index.html",
            "/favicon.ico");

    /** The page's files, and Socket.IO, which checks the token in its CONNECT packets itself. */
    private static final List<String> BELOW = List.of("/assets/", "/socket.io/");

    private PublicPaths() {}

    static boolean contains(String rawPath) {
        return EXACT.contains(rawPath)
                || BELOW.stream().anyMatch(rawPath::startsWith)
                        && rawPath.indexOf('%') < 0
                        && rawPath.indexOf(';') < 0
                        && rawPath.indexOf('\\') < 0
                        && !rawPath.contains("..")
                        && !rawPath.contains("//");
    }
}
