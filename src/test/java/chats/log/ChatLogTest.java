package chats.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.schema.TestDatabase;
import chats.users.User;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A chat of ten messages: 1, 2, 3 were changed after 3, 5 and again after 9. */
class ChatLogTest {
    private static final long ALWAYS = Long.MAX_VALUE;
    private static final List<String> ALL =
            List.of("1", "2", "3", "c2", "4", "5", "c4", "6", "7", "8", "9", "c5", "c6", "10");
    private static TestDatabase database;

    private final ChatLog log = new ChatLog(database.dataSource());

    @BeforeAll
    static void fill() throws SQLException {
        database = TestDatabase.migrated();
        database.run(
                "INSERT INTO users_model (nickname) VALUES ('alice');"
                        + "INSERT INTO chats_model (last_seq, highest_rev) VALUES (10, 6);"
                        + "INSERT INTO messages_model (chat_id, author_id, seq, message)"
                        + " SELECT 1, 1, seq, 'text ' || seq FROM generate_series(1, 10) seq;"
                        + "INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (1, 2, 3, 2), (1, 4, 5, 5), (1, 5, 9, 1), (1, 6, 9, 3)");
    }

    @Test
    void messagesAndChangesAreInTheirOneOrder() {
        ChatLog.Part part = log.after(1, Position.START, 100);
        assertTrue(part.isComplete());
        assertEquals(new Position(10, 6), part.last());
        assertEquals(ALL, names(part));
        assertEquals(
                List.of(0L, 0L, 0L, 2L, 2L, 2L, 4L, 4L, 4L, 4L, 4L, 5L, 6L, 6L),
                part.events().stream().map(ChatEvent::rev).toList());
    }

    @Test
    void whateverTheLimitPartByPartGivesTheSame() {
        partByPart(1, ALL);
    }

    private void partByPart(long chat, List<String> all) {
        for (int limit = 1; limit <= all.size(); limit++) {
            List<String> names = new ArrayList<>();
            Position at = Position.START;
            ChatLog.Part part;
            do {
                part = log.after(chat, at, limit);
                names.addAll(names(part));
                for (ChatEvent event : part.events()) {
                    at = at.max(new Position(event.seq(), event.rev()));
                }
            } while (!part.isComplete());
            assertEquals(all, names, "limit " + limit);
        }
    }

    @Test
    void changesOfOldMessagesAloneAreGivenWithTheLastRevThereIs() {
        ChatLog.Changes changes = changes(1, 2, 4, 100);
        assertEquals(List.of(5L, 6L), revs(changes));
        assertEquals(6, changes.lastRev());
        assertEquals("text 1", ((MessageChange) changes.data().get(0)).message().message());
        assertEquals(List.of(2L, 4L), revs(changes(1, 0, ALWAYS, 2)));
        assertEquals(6, changes(1, 6, ALWAYS, 2).lastRev());
    }

    @Test
    void aChatThatIsNotThereHasNothing() {
        ChatLog.Part part = log.after(99, Position.START, 10);
        assertEquals(List.of(), part.events());
        assertTrue(part.isComplete());
        assertFalse(log.after(1, Position.START, 3).isComplete());
    }

    @Test
    void whatHappenedToTheChatIsOneChangeSummedUpFromTheRevAsked() throws SQLException {
        long chat = Long.parseLong(database.value(
                "INSERT INTO chats_model (name, last_seq, highest_rev, removed_rev) VALUES ('room', 3, 9, 7)"
                        + " RETURNING id"));
        database.run("INSERT INTO users_model (nickname) VALUES ('bob'), ('carol'), ('dave');"
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id, is_admin, joined_seq, joined_rev)"
                + " VALUES (%1$d, 1, true, 0, 0), (%1$d, 2, false, 2, 4), (%1$d, 4, false, 3, 8);".formatted(chat)
                + "INSERT INTO former_members (chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev, left_at) VALUES"
                + " (%1$d, 3, 0, 0, 1, 3, now()), (%1$d, 4, 2, 5, 2, 7, now());".formatted(chat)
                + "INSERT INTO changes (chat_id, rev, after_seq, seq, actor_id) VALUES (%d, 9, 3, 0, 2)"
                        .formatted(chat));
        ChatChange all =
                (ChatChange) log.changes(chat, 0, 0, 0, 100, ALWAYS, 10).data().get(0);
        assertEquals(List.of(2L, 4L), all.added().stream().map(User::id).toList());
        assertEquals(List.of(3L), all.removed());
        ChatChange since5 =
                (ChatChange) log.changes(chat, 0, 5, 0, 100, ALWAYS, 10).data().get(0);
        assertEquals(
                new ChatChange(chat, 9, 3, 2L, "room", List.of(1L), List.of(), List.of()),
                since5,
                "dave was a member at 5 and is one");
        ChatChange since7 =
                (ChatChange) log.changes(chat, 0, 7, 0, 100, ALWAYS, 10).data().get(0);
        assertEquals(List.of(new User(4, "dave")), since7.added());
    }

    /** So whoever has heard a part of it may go on from there, though the connection breaks within a page. */
    @Test
    void eachComingAndGoingIsOneChangeInItsPlace() throws SQLException {
        long chat = Long.parseLong(database.value(
                "INSERT INTO chats_model (name, last_seq, highest_rev, removed_rev) VALUES ('room', 3, 9, 7)"
                        + " RETURNING id"));
        database.run("INSERT INTO users_model (id, nickname) VALUES (12, 'erin'), (13, 'frank'), (14, 'grace');"
                + "INSERT INTO messages_model (chat_id, author_id, seq, message)"
                + " SELECT %d, 1, seq, 'text' FROM generate_series(1, 3) seq;".formatted(chat)
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id, joined_seq, joined_rev)"
                + " VALUES (%1$d, 1, 0, 0), (%1$d, 12, 2, 4), (%1$d, 14, 3, 8);".formatted(chat)
                + "INSERT INTO former_members (chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev, left_at) VALUES"
                + " (%1$d, 13, 0, 0, 1, 3, now()), (%1$d, 14, 2, 4, 2, 7, now());".formatted(chat)
                + "INSERT INTO changes (chat_id, rev, after_seq, seq, actor_id) VALUES (%1$d, 5, 2, 1, 1), (%1$d, 6, 2, 2, 1), (%1$d, 9, 3, 0, 1)"
                        .formatted(chat));
        partByPart(chat, List.of("1", "c3 -13", "2", "c4 +12 +14", "c5", "c6", "c7 -14", "3", "c8 +14", "c9"));
        StoredChatChange latest = (StoredChatChange)
                log.after(chat, new Position(3, 8), 10).events().get(0);
        assertEquals(1, latest.by());
        assertEquals(List.of(), log.after(chat, new Position(3, 9), 10).events());
    }

    @Test
    void whoCameAndWentIsToldOnThePageOnWhichItWas() throws SQLException {
        long chat = Long.parseLong(database.value(
                "INSERT INTO chats_model (last_seq, highest_rev, removed_rev) VALUES (3, 5, 4) RETURNING id"));
        database.run("INSERT INTO messages_model (chat_id, author_id, seq, message)"
                + " SELECT %d, 1, seq, 'text' FROM generate_series(1, 3) seq;".formatted(chat)
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id, joined_seq, joined_rev)"
                + " VALUES (%1$d, 1, 2, 1);".formatted(chat)
                + "INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (%1$d, 2, 3, 1), (%1$d, 3, 3, 2), (%1$d, 5, 3, 0)"
                        .formatted(chat));
        ChatLog.Changes first = changes(chat, 0, ALWAYS, 2);
        assertEquals(List.of(1L, 2L), revs(first));
        ChatChange joined = (ChatChange) first.data().get(0);
        assertEquals(List.of(1L), joined.added().stream().map(User::id).toList());
        assertEquals(2, joined.afterSeq());
        assertEquals(List.of(3L, 5L), revs(changes(chat, 2, ALWAYS, 2)));
        assertEquals(List.of(), ((ChatChange) changes(chat, 3, ALWAYS, 2).data().get(0)).added());
        assertEquals(List.of(2L, 3L, 5L), revs(changes(chat, 1, ALWAYS, 5)));
    }

    @Test
    void whoCameAndWentUpToARevIsToldThoughTheChatWasChangedAgainAfterIt() throws SQLException {
        long chat = Long.parseLong(database.value(
                "INSERT INTO chats_model (last_seq, highest_rev, removed_rev) VALUES (3, 9, 4) RETURNING id"));
        database.run("INSERT INTO messages_model (chat_id, author_id, seq, message)"
                + " SELECT %d, 1, seq, 'text' FROM generate_series(1, 3) seq;".formatted(chat)
                + "INSERT INTO former_members (chat_id, user_id, joined_seq, joined_rev, left_seq, left_rev, left_at)"
                + " VALUES (%d, 1, 0, 0, 2, 4, now());".formatted(chat)
                + "INSERT INTO changes (chat_id, rev, after_seq, seq) VALUES (%1$d, 3, 3, 1), (%1$d, 5, 3, 2), (%1$d, 9, 3, 0)"
                        .formatted(chat));
        ChatLog.Changes upTo7 = log.changes(chat, 0, 0, 0, ALWAYS, 7, 10);
        assertEquals(List.of(3L, 4L, 5L), revs(upTo7));
        assertEquals(List.of(1L), ((ChatChange) upTo7.data().get(1)).removed());
        assertEquals(List.of(3L), revs(log.changes(chat, 0, 0, 0, ALWAYS, 3, 10)));
        assertEquals(List.of(5L), revs(log.changes(chat, 4, 4, 0, ALWAYS, 7, 10)));
    }

    private ChatLog.Changes changes(long chatId, long after, long upToTarget, int limit) {
        return log.changes(chatId, after, after, 0, upToTarget, ALWAYS, limit);
    }

    private static List<Long> revs(ChatLog.Changes changes) {
        return changes.data().stream().map(ClientChange::rev).toList();
    }

    private static List<String> names(ChatLog.Part part) {
        return IntStream.range(0, part.events().size())
                .mapToObj(i -> name(part.events().get(i)))
                .toList();
    }

    private static String name(ChatEvent event) {
        if (event instanceof StoredChatChange change) {
            return "c" + change.rev()
                    + change.added().stream().map(user -> " +" + user).collect(Collectors.joining())
                    + change.removed().stream().map(user -> " -" + user).collect(Collectors.joining());
        }
        return event instanceof StoredMessage ? "" + event.seq() : "c" + event.rev();
    }
}
