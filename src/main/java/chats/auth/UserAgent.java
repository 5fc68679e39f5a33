package chats.auth;

import chats.names.Names;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** What a client calls itself in the header {@code User-Agent}: shown to its user alone, who may know it by that. */
final class UserAgent {
    static final int MAX_LENGTH = 200;

    private UserAgent() {}

    static Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.USER_AGENT)).flatMap(UserAgent::cleaned);
    }

    /** Without control, bidirectional and invisible characters, and cut if it is too long; empty if nothing is left. */
    static Optional<String> cleaned(String header) {
        String seen = Names.seen(header);
        String cut = seen.codePointCount(0, seen.length()) <= MAX_LENGTH
                ? seen
                : Names.seen(seen.substring(0, seen.offsetByCodePoints(0, MAX_LENGTH)));
        return Optional.of(cut).filter(agent -> !agent.isEmpty());
    }
}
