package chats.socketio.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes UTF-8 strictly: malformed bytes are an error and are not replaced. */
public final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** @return empty if the bytes are not UTF-8 */
    public static Optional<String> decode(byte[] bytes, int offset, int length) {
        // The JDK's fast decoder replaces malformed bytes. The slow, strict decoder is used only if the result has a
        // replacement character.
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
