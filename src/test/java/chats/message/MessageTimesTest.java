package chats.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.schema.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In the chats but the last one the n-th message was sent n seconds after the beginning of 2026. */
class MessageTimesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MANY = 20_000;
    private static TestDatabase database;

    private final MessageTimes times = new MessageTimes(database.dataSource());

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice');"
                + "INSERT INTO chats_model (last_seq) VALUES (20000), (1), (0), (10), (10);"
                + messages(1, "generate_series(1, 20000) seq", "seq")
                + messages(2, "generate_series(1, 1) seq", "seq")
                + messages(4, "unnest(ARRAY[4, 5, 8, 10]) seq", "seq")
                // the clock is set back by 3 s after the fifth
                + messages(5, "generate_series(1, 10) seq", "seq - CASE WHEN seq > 5 THEN 3 ELSE 0 END")
                + "ANALYZE messages_model");
    }

    private static String messages(int chat, String seqs, String seconds) {
        return "INSERT INTO messages_model (chat_id, author_id, seq, message, created_at) SELECT " + chat
                + ", 1, seq, 'text', TIMESTAMP '2026-01-01' + (" + seconds + ") * INTERVAL '1 s' FROM " + seqs + ";";
    }

    @Test
    void theFirstMessageThatIsNotOlderIsFound() {
        for (long seq : new long[] {1, 2, 3, 4, 5, 9_999, 10_000, 10_001, 19_999, MANY}) {
            assertEquals(seq, times.firstNotBefore(1, MANY, START.plusSeconds(seq)), "at its time");
            assertEquals(
                    seq, times.firstNotBefore(1, MANY, START.plusSeconds(seq).minusMillis(1)), "before it");
            assertEquals(
                    seq + 1,
                    times.firstNotBefore(1, MANY, START.plusSeconds(seq).plusMillis(1)),
                    "after it");
        }
    }

    @Test
    void ofOneMessageAndOfNoneThereIsAPlaceToo() {
        assertEquals(1, times.firstNotBefore(2, 1, START));
        assertEquals(2, times.firstNotBefore(2, 1, START.plusSeconds(2)));
        assertEquals(1, times.firstNotBefore(3, 0, START));
        assertEquals(1, times.firstNotBefore(99, 0, START));
    }

    /** Of messages 4, 5, 8 and 10. A place may be in the gap before a message. */
    @Test
    void missingMessagesAreNoHindrance() {
        for (int second = 0; second <= 11; second++) {
            long place = times.firstNotBefore(4, 10, START.plusSeconds(second));
            long found = seqFrom(place);
            long expected = second <= 4 ? 4 : second == 5 ? 5 : second <= 8 ? 8 : second <= 10 ? 10 : 11;
            assertEquals(expected, found, "after " + second + " s");
        }
    }

    private static long seqFrom(long place) {
        return place <= 4 ? 4 : place <= 5 ? 5 : place <= 8 ? 8 : place <= 10 ? 10 : 11;
    }

    @Test
    void whereAClockWasSetBackItIsAPlaceAtWhichTheTimeIsPassed() {
        assertEquals(1, times.firstNotBefore(5, 10, START));
        long between = times.firstNotBefore(5, 10, START.plusSeconds(4));
        assertTrue(between == 4 || between == 7, "it is " + between);
        assertEquals(10, times.firstNotBefore(5, 10, START.plusSeconds(7)));
        assertEquals(11, times.firstNotBefore(5, 10, START.plusSeconds(8)));
    }

    @Test
    void aLongChatIsReadAtAFewPlacesByAnIndex() throws Exception {
        TestDatabase own = database.copy();
        new MessageTimes(own.dataSource()).firstNotBefore(1, MANY, START.plusSeconds(7_000));
        String read = "";
        for (int i = 0; i < 100 && !read.startsWith("0|1"); i++) {
            Thread.sleep(100);
            read = own.value("SELECT seq_tup_read, idx_scan FROM pg_stat_user_tables WHERE relname = 'messages_model'");
        }
        assertTrue(read.matches("0\\|1[0-6]"), "rows read one after the other, and by an index: " + read);
    }
}
