package chats.transports;

/**
 * How big a client's message may be, in bytes of UTF-8. The container bounds each frame, but not all fragments of a
 * message together (RFC 6455, section 5.4). So the whole message is measured again.
 */
final class MessageSize {
    static final int MAX_BYTES = 64 * 1024;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private MessageSize() {}

    static boolean isTooBig(String text) {
        return text.length() > MAX_BYTES / MOST_BYTES_OF_A_CHAR && utf8Length(text) > MAX_BYTES;
    }

    private static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x800 && !Character.isSurrogate(unit)) {
                length += 2;
            } else if (unit >= 0x80) {
                length++;
            }
        }
        return length;
    }
}
