package chats.edge;

import chats.liberty.Reflection;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the tables of Open Liberty's parser small. The parser adds each new method to a table, and each new value of
 * the headers {@code Connection}, {@code Transfer-Encoding}, {@code Expect} and {@code Content-Encoding}. It never
 * removes one, and it searches a table from its beginning. So anybody could fill the memory and then keep the parser
 * busy for seconds with each request. The table of header names is bounded by the container itself, to
 * {@value #LAST_NAME} names. So the usual names are added first, and then the table is closed.
 */
final class ParserTables {
    private static final String PACKAGE = "com.ibm.wsspi.http.channel.values.";
    /** So many entries may be added before they are removed again. */
    private static final int SPARE = 256;

    /** The container adds header names up to this ordinal. */
    private static final int LAST_NAME = 1024;

    private static final List<String> USUAL_NAMES = List.of(
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Origin",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age",
            "Access-Control-Request-Headers",
            "Access-Control-Request-Method",
            "Content-Security-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "DNT",
            "Permissions-Policy",
            "Priority",
            "Referrer-Policy",
            "Sec-CH-UA",
            "Sec-CH-UA-Mobile",
            "Sec-CH-UA-Platform",
            "Sec-Fetch-Dest",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Site",
            "Sec-Fetch-User",
            "Sec-GPC",
            "Sec-WebSocket-Accept",
            "Sec-WebSocket-Extensions",
            "Sec-WebSocket-Key",
            "Sec-WebSocket-Protocol",
            "Sec-WebSocket-Version",
            "Upgrade-Insecure-Requests",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "X-Real-IP",
            "X-Request-ID");

    private final List<Table> tables = new ArrayList<>();

    /**
     * Looks up the tables, and adds the usual entries to them.
     *
     * @param transport the loader of the bundle that contains them
     * @throws ReflectiveOperationException the container does not have the expected classes
     */
    ParserTables(ClassLoader transport) throws ReflectiveOperationException {
        tables.add(new Table(transport, "MethodValues", Set.of("PATCH")));
        tables.add(new Table(transport, "ExpectValues", Set.of()));
        closeNames(transport);
    }

    private static void closeNames(ClassLoader transport) throws ReflectiveOperationException {
        Class<?> type = Class.forName(PACKAGE + "HttpHeaderKeys", true, transport);
        Method find = type.getMethod("find", String.class, boolean.class);
        AtomicInteger added =
                (AtomicInteger) Reflection.field(type, "NEXT_ORDINAL").get(null);
        synchronized (type) {
            for (String name : USUAL_NAMES) {
                find.invoke(null, name, true);
            }
            added.set(Math.max(added.get(), LAST_NAME + 1));
        }
    }

    /** Removes what requests have added to the tables, if that is more than {@value #SPARE} entries. */
    void prune() {
        for (Table table : tables) {
            table.prune();
        }
    }

    /** One table of the parser: a list of all entries, and a bucket for each first character. */
    private static final class Table {
        private final Class<?> type;
        private final AtomicInteger added;
        private final List<?> entries;
        private final Object matcher;
        private final Object[] buckets;
        private final Field number;
        private final Field keys;
        private final Field names;
        private final int ownEntries;
        private final int[] ownNumbers;
        private volatile int pruned;

        Table(ClassLoader transport, String kind, Set<String> usual) throws ReflectiveOperationException {
            type = Class.forName(PACKAGE + kind, true, transport);
            Method find = type.getMethod("find", String.class);
            for (String entry : usual) {
                find.invoke(null, entry);
            }
            added = (AtomicInteger) Reflection.field(type, "NEXT_ORDINAL").get(null);
            entries = (List<?>) Reflection.field(type, "allKeys").get(null);
            matcher = Reflection.field(type, "myMatcher").get(null);
            buckets = (Object[]) Reflection.field(matcher.getClass(), "buckets").get(matcher);
            Class<?> bucket = buckets.getClass().getComponentType();
            number = Reflection.field(bucket, "number");
            keys = Reflection.field(bucket, "list");
            names = Reflection.field(bucket, "values");
            synchronized (type) {
                ownEntries = entries.size();
                ownNumbers = new int[buckets.length];
                for (int i = 0; i < buckets.length; i++) {
                    ownNumbers[i] = buckets[i] == null ? 0 : number.getInt(buckets[i]);
                }
                pruned = added.get();
            }
        }

        void prune() {
            if (added.get() - pruned < SPARE) {
                return;
            }
            // the same locks, in the same order, as the container takes when it adds an entry
            synchronized (type) {
                pruned = added.get();
                entries.subList(ownEntries, entries.size()).clear();
                synchronized (matcher) {
                    for (int i = 0; i < buckets.length; i++) {
                        truncate(buckets[i], ownNumbers[i]);
                    }
                }
            }
        }

        /**
         * Keeps the length of the arrays and leaves no null in the names, because the container searches them without a
         * lock.
         */
        private void truncate(Object bucket, int from) {
            try {
                if (bucket != null && number.getInt(bucket) > from) {
                    int end = number.getInt(bucket);
                    number.setInt(bucket, from);
                    Arrays.fill((Object[]) names.get(bucket), from, end, new char[0]);
                    Arrays.fill((Object[]) keys.get(bucket), from, end, null);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
