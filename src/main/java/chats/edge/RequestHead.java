package chats.edge;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.nio.charset.StandardCharsets;

/**
 * The head of an HTTP/1 request, parsed strictly from its bytes (RFC 9112): the request line and the header lines, each
 * with CRLF at its end, and an empty line. Whatever two servers could understand differently is refused: for example a
 * bare CR, a space before a colon, a folded line, or a length that is not a number.
 *
 * @param method such as {@code GET}
 * @param path as it was sent, without the query; it has no {@link RequestPath#problem}
 * @param query what follows the question mark; empty if there is none
 * @param chunked whether the body is chunked
 * @param isLast whether the connection must end after this request: because the client wants that, or because the body
 *     is chunked. The container parses the sizes of chunks loosely and this class does not see them, so the next
 *     request might begin elsewhere
 */
record RequestHead(String method, String path, String query, boolean chunked, boolean isLast) {
    /** Enough for one header of the greatest size that the server accepts, and for all others. */
    private static final int MOST_BYTES = 24 * 1024;

    /**
     * Parses a head.
     *
     * @param bytes the complete head and nothing behind it
     * @throws ChatsException {@code validation_failed}, {@code method_not_allowed}, {@code too_large}
     */
    static RequestHead read(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new ChatsException(ErrorCode.TOO_LARGE);
        }
        Lines lines = new Lines(bytes);
        lines.skipEmpty();
        lines.next();
        RequestLine request = RequestLine.read(lines.text(lines.start(), lines.end()));
        HeaderRules headers = new HeaderRules();
        while (lines.next()) {
            headers.add(lines);
        }
        if (!lines.atTheEnd()) {
            throw malformed("The head of a request ends with its empty line.");
        }
        headers.require(request);
        return new RequestHead(
                request.method(),
                request.path(),
                request.query(),
                headers.chunked(),
                headers.chunked() || headers.closes());
    }

    static ChatsException malformed(String sentence) {
        return new ChatsException(ErrorCode.VALIDATION_FAILED, sentence);
    }

    /** Splits the bytes into lines. */
    static final class Lines {
        private final byte[] bytes;
        private int start;
        private int end;
        private int next;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Skips empty lines, which some clients send after a body. */
        void skipEmpty() {
            while (next + 1 < bytes.length && bytes[next] == '\r' && bytes[next + 1] == '\n') {
                next += 2;
            }
        }

        /** Moves to the next line; false if it is empty. */
        boolean next() {
            start = next;
            for (int i = start; i < bytes.length; i++) {
                byte b = bytes[i];
                if (b == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
                    end = i;
                    next = i + 2;
                    return end > start;
                }
                if (b >= 0 && b < ' ' && b != '\t' || b == 0x7f) {
                    throw malformed("A line ends with CRLF and has no control characters.");
                }
            }
            throw malformed("A line ends with CRLF.");
        }

        boolean atTheEnd() {
            return next == bytes.length;
        }

        int start() {
            return start;
        }

        int end() {
            return end;
        }

        byte at(int index) {
            return bytes[index];
        }

        /** Decodes each byte to one character. */
        String text(int from, int to) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }
}
