package chats.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.log.Position;
import chats.schema.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Marks in a real PostgreSQL. Users 1 and 2 are members of each room, 3 is not. */
class MarkStoreTest {
    private static TestDatabase database;

    private final KeptStates kept = new KeptStates(Duration.ofMinutes(10));
    private final MarkStore store = new MarkStore(database.dataSource(), kept);
    private final ReadMarks marks = new ReadMarks(
            database.dataSource(), new SentMarks(store, Set::of, new FiredMarks<SentMarksStored>().event()), kept);
    private final PreferencesStore preferences = new PreferencesStore(database.dataSource(), kept);
    private final long chat = room(10);

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob'), ('carol')");
    }

    /** One of two members, with so many messages of the first. */
    private static long room(int messages) {
        try {
            long id = Long.parseLong(database.value("INSERT INTO chats_model (name) VALUES ('room') RETURNING id"));
            database.run("INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id) VALUES (" + id
                    + ", 1), (" + id + ", 2)");
            say(id, 1, messages);
            return id;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void say(long chat, long author, int messages) throws SQLException {
        database.run("INSERT INTO messages_model (chat_id, author_id, seq, message) SELECT " + chat + ", " + author
                + ", last_seq + n, 'said' FROM chats_model, generate_series(1, " + messages + ") n WHERE id = " + chat);
        database.run("UPDATE chats_model SET last_seq = last_seq + " + messages + " WHERE id = " + chat);
    }

    private static void delete(long chat, String seqs) throws SQLException {
        database.run("UPDATE messages_model SET message = '', deleted_at = now() WHERE chat_id = " + chat
                + " AND seq IN (" + seqs + ")");
    }

    private StoredMark read(long user, long seq) throws SQLException {
        return read(user, seq, System.nanoTime());
    }

    private StoredMark read(long user, long seq, long at) throws SQLException {
        return store.store(Map.of(new MarkKey(chat, user), new AskedMark(seq, at)))
                .get(0);
    }

    private static AskedMark now(long seq) {
        return new AskedMark(seq, System.nanoTime());
    }

    private String row(long user) throws SQLException {
        return database.value(
                "SELECT read_seq, muted, pinned, marked_unread_at IS NOT NULL FROM read_marks WHERE chat_id = " + chat
                        + " AND user_id = " + user);
    }

    private ReadMarks.Shown shown(long lastSeq, long least) {
        return new ReadMarks.Shown(chat, new Position(lastSeq, 0), least);
    }

    private ReadState shown(long user) {
        return marks.of(user, List.of(shown(10, 0))).get(chat);
    }

    @Test
    void aMarkOnlyGrows() throws SQLException {
        StoredMark first = read(2, 4);
        assertTrue(first.hasMoved());
        assertEquals(new ReadState(4, 6, 0, Preferences.NONE), first.state());
        StoredMark below = read(2, 3);
        assertFalse(below.hasChanged());
        assertEquals(new ReadState(4, 6, 0, Preferences.NONE), below.state());
        assertTrue(read(2, 5).hasMoved());
        assertEquals("5|f|f|f", row(2));
    }

    @Test
    void aboveTheLastSeqIsTheLastSeq() throws SQLException {
        assertEquals(
                new ReadState(10, 0, 0, Preferences.NONE),
                read(2, Long.MAX_VALUE).state());
        assertEquals("10|f|f|f", row(2));
    }

    @Test
    void whatWasDeletedIsNotUnread() throws SQLException {
        delete(chat, "2, 5, 10");
        assertEquals(5, read(2, 3).state().unread());
        assertEquals(5, shown(2).unread());
        assertEquals(0, read(2, 9).state().unread());
        assertEquals(0, read(2, 10).state().unread());
    }

    @Test
    void whoseTheLastMessageIsHasReadIt() throws SQLException {
        assertEquals(10, read(1, 2).state().readSeq());
        assertEquals("10|f|f|f", row(1));
        assertEquals(List.of(new ReadMarks.Reader(1, 10), new ReadMarks.Reader(2, 0)), marks.readers(chat));
    }

    @Test
    void whoHasSentIsShownAsReaderAlsoIfThatIsStoredAtThisMoment() throws SQLException {
        say(chat, 2, 1);
        say(chat, 1, 1);
        SentMarks noted = new SentMarks(store, Set::of, new FiredMarks<SentMarksStored>().event());
        noted.sent(chat, 2, 11);
        ReadMarks slow = new ReadMarks(storingAfterTheSelect(noted), noted, kept);
        assertEquals(List.of(new ReadMarks.Reader(1, 12), new ReadMarks.Reader(2, 11)), slow.readers(chat));
        assertEquals("11|f|f|f", row(2));
    }

    /** A database that stores what was noted as soon as a statement was executed, whose rows are from before. */
    private static DataSource storingAfterTheSelect(SentMarks noted) {
        return wrapped(
                DataSource.class,
                database.dataSource(),
                "getConnection",
                connection -> wrapped(
                        Connection.class,
                        connection,
                        "prepareStatement",
                        statement -> wrapped(PreparedStatement.class, statement, "executeQuery", rows -> {
                            noted.look();
                            return rows;
                        })));
    }

    private static <T> T wrapped(Class<T> type, Object real, String method, UnaryOperator<Object> result) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    Object returned = called.invoke(real, arguments);
                    return called.getName().equals(method) ? result.apply(returned) : returned;
                }));
    }

    @Test
    void whatThereWasWhenOneJoinedIsReadThoughNoMarkSaysSo() throws SQLException {
        database.run(
                "UPDATE chats_model_users_users_model SET joined_seq = 4 WHERE users_model_id = 2 AND chats_model_id = "
                        + chat);
        assertEquals(List.of(new ReadMarks.Reader(1, 10), new ReadMarks.Reader(2, 4)), marks.readers(chat));
    }

    @Test
    void strangersAndUnknownChatsAreLeftOut() throws SQLException {
        Map<MarkKey, AskedMark> asked = new HashMap<>();
        asked.put(new MarkKey(chat, 3), now(5));
        asked.put(new MarkKey(2_000_000_000, 2), now(5));
        asked.put(new MarkKey(chat, 2), now(5));
        List<StoredMark> stored = store.store(asked);
        assertEquals(
                List.of(new MarkKey(chat, 2)),
                stored.stream().map(StoredMark::key).toList());
        assertEquals("1", database.value("SELECT count(*) FROM read_marks WHERE chat_id = " + chat));
    }

    @Test
    void theTwoOfADirectChatHaveMarks() throws SQLException {
        long direct = Long.parseLong(database.value(
                "INSERT INTO chats_model (low_user_id, high_user_id, last_seq) VALUES (1, 2, 3) RETURNING id"));
        List<StoredMark> stored = store.store(Map.of(new MarkKey(direct, 1), now(2), new MarkKey(direct, 3), now(2)));
        assertEquals(1, stored.size());
        assertEquals(2, stored.get(0).pair().otherThan(1));
        assertEquals(List.of(new ReadMarks.Reader(1, 2), new ReadMarks.Reader(2, 0)), marks.readers(direct));
    }

    @Test
    void theNumberOfMembersIsCountedUpToABound() throws SQLException {
        assertEquals(2, read(2, 1).members());
        database.run("INSERT INTO users_model (id, nickname) SELECT n, 'many ' || n FROM generate_series(1001, 1150) n;"
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id) SELECT " + chat
                + ", n FROM generate_series(1001, 1150) n");
        assertEquals(StoredMark.MOST_TOLD + 1, read(2, 2).members());
    }

    @Test
    void aReadEndsThatAChatIsMarkedAsUnreadAndSendingDoesNot() throws SQLException {
        read(2, 4);
        assertEquals(
                new Preferences(true, false, true),
                preferences.change(chat, 2, true, null, true).orElseThrow());
        assertEquals(
                List.of(new SentMark(new MarkKey(chat, 2), null, 6)),
                store.storeSent(Map.of(new MarkKey(chat, 2), 6L)));
        assertEquals(List.of(), store.storeSent(Map.of(new MarkKey(chat, 2), 5L, new MarkKey(chat, 3), 5L)));
        assertEquals("6|t|f|t", row(2));
        StoredMark again = read(2, 2);
        assertFalse(again.hasMoved());
        assertEquals(new Preferences(true, false, false), again.seen());
        assertEquals("6|t|f|f", row(2));
        assertNull(read(2, 2).seen());
    }

    @Test
    void aReadFromBeforeDoesNotEndThatAChatIsMarkedAsUnread() throws SQLException {
        read(2, 4);
        long before = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
        assertTrue(preferences.change(chat, 2, null, null, true).isPresent());
        StoredMark late = read(2, 6, before);
        assertTrue(late.hasMoved());
        assertNull(late.seen());
        assertEquals("6|f|f|t", row(2));
        assertFalse(read(2, 6, before).hasChanged());
        assertEquals(Preferences.NONE, read(2, 7).seen());
        assertEquals("7|f|f|f", row(2));
    }

    @Test
    void whatIsKeptOfRoomsHoldsUntilTheUserMarksOneOrItMoves() throws SQLException {
        ReadState nothing = new ReadState(0, 10, 0, Preferences.NONE);
        assertEquals(nothing, ofRooms(10));
        database.run("INSERT INTO read_marks (chat_id, user_id, read_seq) VALUES (" + chat + ", 2, 1)");
        assertEquals(nothing, ofRooms(10));
        read(1, 3);
        assertEquals(nothing, ofRooms(10));
        say(chat, 1, 1);
        assertEquals(new ReadState(1, 10, 0, Preferences.NONE), ofRooms(11));
        read(2, 4);
        assertEquals(new ReadState(4, 7, 0, Preferences.NONE), ofRooms(11));
        assertTrue(preferences.change(chat, 2, true, null, null).isPresent());
        assertEquals(new ReadState(4, 7, 0, new Preferences(true, false, false)), ofRooms(11));
    }

    private ReadState ofRooms(long lastSeq) {
        return marks.ofRooms(2, List.of(shown(lastSeq, 0))).get(chat);
    }

    @Test
    void whatIsLeftOutOfPreferencesStays() throws SQLException {
        assertEquals(
                new Preferences(false, true, false),
                preferences.change(chat, 2, null, true, null).orElseThrow());
        assertEquals("0|f|t|f", row(2));
        read(2, 7);
        assertEquals(
                new Preferences(true, true, false),
                preferences.change(chat, 2, true, null, null).orElseThrow());
        assertEquals(new ReadState(7, 3, 0, new Preferences(true, true, false)), shown(2));
        assertEquals(
                new Preferences(true, false, false),
                preferences.change(chat, 2, null, false, null).orElseThrow());
        assertTrue(preferences.change(chat, 3, true, null, null).isEmpty());
    }

    @Test
    void whatAnotherChangesWhileAMarkWaitsForTheRowIsInItsAnswer() throws Exception {
        read(2, 4);
        try (Connection other = database.dataSource().getConnection();
                Statement change = other.createStatement()) {
            other.setAutoCommit(false);
            change.execute(
                    "UPDATE read_marks SET read_seq = 7, muted = true, marked_unread_at = now() WHERE user_id = 2"
                            + " AND chat_id = " + chat);
            FutureTask<StoredMark> mark = new FutureTask<>(() -> read(2, 8));
            new Thread(mark).start();
            while (!mark.isDone()
                    && database.value("SELECT count(*) FROM pg_stat_activity WHERE"
                                    + " datname = current_database() AND wait_event_type = 'Lock'")
                            .equals("0")) {
                Thread.onSpinWait();
            }
            assertFalse(mark.isDone());
            other.commit();
            assertEquals(
                    new ReadState(8, 2, 0, new Preferences(true, false, false)),
                    mark.get(10, TimeUnit.SECONDS).state());
            assertNull(mark.get().seen());
            assertEquals("8|t|f|t", row(2));
        }
    }

    @Test
    void nobodyIsShownMoreThanTheChatHasInTheAnswer() throws SQLException {
        read(2, 9);
        assertEquals(
                new ReadState(6, 0, 0, Preferences.NONE),
                marks.of(2, List.of(shown(6, 0))).get(chat));
        assertEquals(10, marks.of(2, List.of(shown(10, 10))).get(chat).readSeq());
        assertEquals(new ReadState(4, 6, 0, Preferences.NONE), marks.ofNewcomer(shown(10, 4)));
    }

    @Test
    void twoNodesThatMarkTheSameAtOnceDoNotWaitInACircleAndTheHighestStays() throws Exception {
        List<MarkKey> keys = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long id = room(100);
            keys.add(new MarkKey(id, 2));
            database.run("UPDATE messages_model SET author_id = 3 WHERE seq = 100 AND chat_id = " + id);
            keys.add(new MarkKey(id, 1));
        }
        var threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Map<MarkKey, Long>>> nodes = new ArrayList<>();
            for (int node = 0; node < 3; node++) {
                Random random = new Random(node);
                boolean sends = node == 2;
                nodes.add(threads.submit((Callable<Map<MarkKey, Long>>) () -> {
                    MarkStore own = new MarkStore(database.dataSource(), new KeptStates());
                    Map<MarkKey, Long> highest = new HashMap<>();
                    for (int i = 0; i < 40; i++) {
                        Map<MarkKey, Long> some = new HashMap<>();
                        keys.stream()
                                .filter(key -> random.nextBoolean())
                                .forEach(key -> some.put(key, 1L + random.nextInt(90)));
                        if (sends) {
                            own.storeSent(some);
                        } else {
                            Map<MarkKey, AskedMark> asked = new HashMap<>();
                            some.forEach((key, seq) -> asked.put(key, now(seq)));
                            for (StoredMark stored : own.store(asked)) {
                                assertTrue(stored.state().readSeq() >= some.get(stored.key()));
                            }
                        }
                        some.forEach((key, seq) -> highest.merge(key, seq, Math::max));
                    }
                    return highest;
                }));
            }
            Map<MarkKey, Long> highest = new HashMap<>();
            for (Future<Map<MarkKey, Long>> node : nodes) {
                node.get().forEach((key, seq) -> highest.merge(key, seq, Math::max));
            }
            for (MarkKey key : keys) {
                assertEquals(
                        String.valueOf(highest.get(key)),
                        database.value("SELECT read_seq FROM read_marks WHERE chat_id = " + key.chatId()
                                + " AND user_id = " + key.userId()));
            }
            assertEquals(
                    "0", database.value("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anUpdateTouchesNoIndex() throws SQLException {
        read(2, 1);
        assertEquals(
                "0",
                database.value("SELECT count(*) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid"
                        + " AND a.attnum = ANY (i.indkey) WHERE i.indrelid = 'read_marks'::regclass"
                        + " AND a.attname NOT IN ('chat_id', 'user_id')"));
        assertEquals(
                "{fillfactor=70}",
                database.value("SELECT reloptions FROM pg_class WHERE oid = 'read_marks'::regclass"));
    }

    @Test
    void whoHasSentLatelyAndIsNotMarkedIsFound() throws SQLException {
        say(chat, 2, 1);
        say(chat, 1, 1);
        say(chat, 3, 1);
        long highest = store.highestMessage();
        assertEquals(
                Map.of(new MarkKey(chat, 1), 12L, new MarkKey(chat, 2), 11L), store.sentLately(highest - 3, highest));
        assertEquals(Map.of(new MarkKey(chat, 1), 12L), store.sentLately(highest - 2, highest));
        assertEquals(Map.of(new MarkKey(chat, 2), 11L), store.sentLately(highest - 3, highest - 2));
        store.storeSent(Map.of(new MarkKey(chat, 2), 11L));
        assertEquals(Map.of(new MarkKey(chat, 1), 12L), store.sentLately(highest - 3, highest));
    }
}
