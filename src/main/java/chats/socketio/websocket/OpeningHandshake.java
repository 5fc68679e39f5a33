package chats.socketio.websocket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;

/** The HTTP part of a WebSocket's life (RFC 6455, 4.2). */
public final class OpeningHandshake {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private OpeningHandshake() {}

    /** Whether the request wants to become a WebSocket, rightly or wrongly. */
    public static boolean isAsked(HttpServletRequest request) {
        return hasToken(request.getHeaders("Upgrade"), "websocket");
    }

    /** Whether what is asked can be granted; if not, the answer is 400. */
    public static boolean isValid(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && hasToken(request.getHeaders("Connection"), "upgrade")
                && isKey(request.getHeader("Sec-WebSocket-Key"));
    }

    /** If not, the answer is 426 with the version that is. */
    public static boolean isVersionKnown(HttpServletRequest request) {
        return "13".equals(request.getHeader("Sec-WebSocket-Version"));
    }

    /**
     * Puts status 101 and its headers on the response.
     *
     * @throws IOException if the connection has ended meanwhile; the container takes the headers of such a request away
     */
    public static void accept(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String key = request.getHeader("Sec-WebSocket-Key");
        if (key == null) {
            throw new IOException("The connection has ended");
        }
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        response.setHeader("Upgrade", "websocket");
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Sec-WebSocket-Accept", acceptKey(key));
    }

    /**
     * Lets the answer to a handshake that was granted leave. Left to the container, that happens before it opens the connection; where
     * it fails, since the peer has gone already, the container never opens the connection and never closes it either.
     */
    public static void send(HttpServletResponse response) {
        try {
            response.flushBuffer();
        } catch (IOException gone) {
            // which whoever reads from the connection finds out
        }
    }

    static String acceptKey(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((key.trim() + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key.trim()).length == 16;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static boolean hasToken(Enumeration<String> headers, String token) {
        return headers != null
                && Collections.list(headers).stream()
                        .flatMap(header -> Arrays.stream(header.split(",")))
                        .anyMatch(part -> part.trim().equalsIgnoreCase(token));
    }
}
