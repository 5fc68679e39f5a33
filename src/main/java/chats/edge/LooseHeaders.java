package chats.edge;

import chats.liberty.Reflection;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers whose words Open Liberty's parser collects in lists that it copies as a whole for every other word: a single request of
 * 1.6 MB that repeats one of them holds a processor for minutes. It is told not to look into them, so that they are text like any other
 * header; what they mean for a request is up to the edge. In answers the container sets them by other means; only a
 * {@code Connection: close} that the application sets by its name is sent, but no longer obeyed by the server itself.
 */
final class LooseHeaders {
    private static final List<String> NAMES =
            List.of("HDR_CONNECTION", "HDR_TRANSFER_ENCODING", "HDR_CONTENT_ENCODING");

    private final Field parsed;
    private final List<Object> keys = new ArrayList<>();

    /**
     * Finds them.
     *
     * @throws ReflectiveOperationException where they are not as they are known
     */
    LooseHeaders(ClassLoader transport) throws ReflectiveOperationException {
        Class<?> type = Class.forName("com.ibm.wsspi.http.channel.values.HttpHeaderKeys", true, transport);
        parsed = Reflection.field(type.getSuperclass(), "bUseFilters");
        for (String name : NAMES) {
            keys.add(type.getField(name).get(null));
        }
    }

    /** Whether the container looks into them by itself, as it does from the start. */
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
