package chats.edge;

import chats.liberty.Reflection;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers that Open Liberty must not parse. Its parser collects the values of these headers in lists, and copies
 * the whole list for each further value: one request of 1.6 MB that repeats such a header takes a processor for
 * minutes. So parsing them is switched off, and they are plain text like any other header. The edge parses those of
 * requests. In answers the container sets them in another way. The only effect there: if the application sets
 * {@code Connection: close} by name, the header is sent, but the server itself no longer closes the connection.
 */
final class LooseHeaders {
    private static final List<String> NAMES =
            List.of("HDR_CONNECTION", "HDR_TRANSFER_ENCODING", "HDR_CONTENT_ENCODING");

    private final Field parsed;
    private final List<Object> keys = new ArrayList<>();

    /**
     * Looks up the headers.
     *
     * @throws ReflectiveOperationException the container does not have the expected classes
     */
    LooseHeaders(ClassLoader transport) throws ReflectiveOperationException {
        Class<?> type = Class.forName("com.ibm.wsspi.http.channel.values.HttpHeaderKeys", true, transport);
        parsed = Reflection.field(type.getSuperclass(), "bUseFilters");
        for (String name : NAMES) {
            keys.add(type.getField(name).get(null));
        }
    }

    /** Sets whether the container parses these headers, as it does by default. */
    void setParsed(boolean byContainer) {
        try {
            for (Object key : keys) {
                parsed.setBoolean(key, byContainer);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
