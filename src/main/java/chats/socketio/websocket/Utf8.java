package chats.socketio.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Strict UTF-8: malformed bytes are refused, not replaced. */
public final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** @return empty if the bytes are not UTF-8 */
    public static Optional<String> decode(byte[] bytes, int offset, int length) {
        // the JDK's fast decoder replaces what is malformed; only if it may have done so is a slow, strict one asked
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
            } catch (CharacterCodingException malformed) {
                return Optional.empty();
            }
        }
        return Optional.of(text);
    }
}
