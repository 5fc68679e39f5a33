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
 * Keeps the tables small in which Open Liberty's parser looks up the words of HTTP. It adds each method, and each word of the headers
 * {@code Connection}, {@code Transfer-Encoding}, {@code Expect} and {@code Content-Encoding}, that it has not met before, never takes
 * one out, and looks one up by going through all: strangers could fill the memory, and then hold the parser up for seconds with each
 * request. Names of headers are kept up to the 1,024th.
 */
final class ParserTables {
    private static final String PACKAGE = "com.ibm.wsspi.http.channel.values.";
    /** Words that are added before the rest is taken out again. */
    private static final int SPARE = 256;

    /** The ordinal of the last name of a header that the container adds. */
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
     * Finds the tables, and gives them the words that are usual.
     *
     * @param transport the loader of the bundle that they are in
     * @throws ReflectiveOperationException where they are not as they are known
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

    /** Takes out what strangers added, if it is more than a little. */
    void prune() {
        for (Table table : tables) {
            table.prune();
        }
    }

    /** The words of one kind: a list of all, and a bucket of them for each first character. */
    private static final class Table {
        private final Class<?> type;
        private final AtomicInteger added;
        private final List<?> words;
        private final Object matcher;
        private final Object[] buckets;
        private final Field number;
        private final Field keys;
        private final Field names;
        private final int ownWords;
        private final int[] ownNumbers;
        private volatile int pruned;

        Table(ClassLoader transport, String kind, Set<String> usual) throws ReflectiveOperationException {
            type = Class.forName(PACKAGE + kind, true, transport);
            Method find = type.getMethod("find", String.class);
            for (String word : usual) {
                find.invoke(null, word);
            }
            added = (AtomicInteger) Reflection.field(type, "NEXT_ORDINAL").get(null);
            words = (List<?>) Reflection.field(type, "allKeys").get(null);
            matcher = Reflection.field(type, "myMatcher").get(null);
            buckets = (Object[]) Reflection.field(matcher.getClass(), "buckets").get(matcher);
            Class<?> bucket = buckets.getClass().getComponentType();
            number = Reflection.field(bucket, "number");
            keys = Reflection.field(bucket, "list");
            names = Reflection.field(bucket, "values");
            synchronized (type) {
                ownWords = words.size();
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
            // the locks that the container adds under, in its order
            synchronized (type) {
                pruned = added.get();
                words.subList(ownWords, words.size()).clear();
                synchronized (matcher) {
                    for (int i = 0; i < buckets.length; i++) {
                        empty(buckets[i], ownNumbers[i]);
                    }
                }
            }
        }

        /** Leaves the arrays as long as they are, and in each place something that can be read: lookups take no lock. */
        private void empty(Object bucket, int from) {
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
