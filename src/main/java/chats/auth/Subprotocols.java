package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;

/**
 * The subprotocols that a handshake of the plain door offers. A browser cannot set the Authorization header of a WebSocket. It offers
 * {@code chats.v1} and {@code bearer.TOKEN} instead, and is answered {@code chats.v1}. Names are compared as they are (RFC 6455, 4.2.2).
 */
public final class Subprotocols {
    /** What the plain door speaks; the only subprotocol that is ever answered. */
    public static final String CHATS = "chats.v1";

    public static final String HEADER = "Sec-WebSocket-Protocol";

    private static final String BEARER = "bearer.";

    private final List<String> offered;

    private Subprotocols(List<String> offered) {
        this.offered = offered;
    }

    public static Subprotocols of(HttpServletRequest request) {
        Enumeration<String> lines = request.getHeaders(HEADER);
        return new Subprotocols(Collections.list(lines == null ? Collections.emptyEnumeration() : lines).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList());
    }

    public boolean haveChats() {
        return offered.contains(CHATS);
    }

    /** How many characters of the headers are tokens. */
    public int tokenLength() {
        return bearers().stream().mapToInt(String::length).sum();
    }

    /**
     * The token among them.
     *
     * @throws ChatsException {@code unauthorized} if there are several, or one without {@code chats.v1}. A browser ends a socket that it is
     *     answered no subprotocol for, so nobody is served by opening it
     */
    Optional<String> token() {
        List<String> tokens = bearers();
        if (tokens.size() > 1 || tokens.size() == 1 && !haveChats()) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
        return tokens.stream().findFirst();
    }

    private List<String> bearers() {
        return offered.stream()
                .filter(name -> name.startsWith(BEARER))
                .map(name -> name.substring(BEARER.length()))
                .toList();
    }
}
