package chats.auth;

import java.util.List;
import java.util.Set;

/**
 * What needs no token. Paths are compared as they were sent: one that is written in any other way, with an escape or with dots,
 * is not public, so that the resources behind need not agree with this class about what it means.
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

    /** The page's files; and Socket.IO's, which checks the token of its CONNECT packets itself. */
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
