package chats.edge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Checks the path of a request, as it was sent. Refuses what a proxy and parts of the server could understand as
 * different paths: parameters ({@code ;x}), encoded separators and dots, dot segments, empty segments, backslashes,
 * control characters, and invalid escapes. All other paths have one meaning, which is {@link #decoded}.
 */
public final class RequestPath {
    private static final int NONE = -1;

    private RequestPath() {}

    /** Why a raw path is refused, in one sentence for the client; empty if the path is fine. */
    public static Optional<String> problem(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return Optional.of("A path begins with a slash.");
        }
        boolean escaped = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ';' || c == '\\' || c == '#' || c == '?') {
                return Optional.of("A path has no control characters, spaces, semicolons or backslashes.");
            }
            if (c == '/' && isOddSegment(path, i + 1)) {
                return Optional.of("A path has no empty segments and none of dots.");
            }
            if (c == '%') {
                int octet = octet(path, i);
                if (octet < ' ' || octet == 0x7f || octet == '/' || octet == '\\' || octet == '.') {
                    return Optional.of("A path has no encoded control characters, slashes, backslashes or dots.");
                }
                escaped |= octet > 0x7f;
            }
        }
        return escaped && !isText(path) ? Optional.of("A path is UTF-8 without control characters.") : Optional.empty();
    }

    /** Decodes the escapes of a raw path. A path that has a {@link #problem} is returned unchanged. */
    public static String decoded(String path) {
        if (path.indexOf('%') < 0 || problem(path).isPresent()) {
            return path;
        }
        return StandardCharsets.UTF_8.decode(octets(path)).toString();
    }

    /** Whether the container opens a plain WebSocket at this path, which is as it was sent: with or without a final slash. */
    public static boolean isPlainWebSocket(String raw) {
        String path = decoded(raw);
        return path.equals("/chats") || path.equals("/chats/");
    }

    /** True for empty segments and dot segments. The last segment may be empty, because a path may end with a slash. */
    private static boolean isOddSegment(String path, int start) {
        int slash = path.indexOf('/', start);
        int end = slash < 0 ? path.length() : slash;
        return switch (end - start) {
            case 0 -> slash >= 0;
            case 1 -> path.charAt(start) == '.';
            case 2 -> path.charAt(start) == '.' && path.charAt(start + 1) == '.';
            default -> false;
        };
    }

    private static int octet(String path, int percent) {
        if (percent + 2 >= path.length()) {
            return NONE;
        }
        int high = Character.digit(path.charAt(percent + 1), 16);
        int low = Character.digit(path.charAt(percent + 2), 16);
        return high < 0 || low < 0 ? NONE : high * 16 + low;
    }

    private static ByteBuffer octets(String path) {
        ByteBuffer octets = ByteBuffer.allocate(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                octets.put((byte) octet(path, i));
                i += 2;
            } else {
                octets.put((byte) path.charAt(i));
            }
        }
        return octets.flip();
    }

    private static boolean isText(String path) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(octets(path))
                    .chars()
                    .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
