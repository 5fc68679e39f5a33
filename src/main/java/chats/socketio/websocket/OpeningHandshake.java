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

/** Checks and answers the opening handshake of a WebSocket (RFC 6455, 4.2). */
public final class OpeningHandshake {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private OpeningHandshake() {}

    /** Whether the request asks for a WebSocket, even if it does so incorrectly. */
    public static boolean isAsked(HttpServletRequest request) {
        return hasToken(request.getHeaders("Upgrade"), "websocket");
    }

    /** Whether the handshake is valid; if not, the answer is 400. */
    public static boolean isValid(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && hasToken(request.getHeaders("Connection"), "upgrade")
                && isKey(request.getHeader("Sec-WebSocket-Key"));
    }

    /** Whether the version is supported; if not, the answer is 426 with the supported version. */
    public static boolean isVersionKnown(HttpServletRequest request) {
        return "13".equals(request.getHeader("Sec-WebSocket-Version"));
    }

    /**
     * Sets status 101 and its headers on the response.
     *
     * @throws IOException the connection has ended meanwhile; the container removes the headers of such a request
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
     * Sends the answer to an accepted handshake. If this were left to the container, it would send the answer before it
     * opens the upgraded connection. If that fails, because the peer is gone, the container neither opens nor closes
     * the connection.
     */
    public static void send(HttpServletResponse response) {
        try {
            response.flushBuffer();
        } catch (IOException gone) {
            // the thread that reads from the connection will see its end
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
