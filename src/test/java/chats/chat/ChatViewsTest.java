package chats.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.bus.Bus;
import chats.http.Paging;
import chats.log.Position;
import chats.marks.KeptStates;
import chats.marks.Preferences;
import chats.marks.ReadMarks;
import chats.marks.ReadState;
import chats.marks.SentMarks;
import chats.schema.TestDatabase;
import chats.users.User;
import chats.users.UsersService;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chats as their members see them, over a real PostgreSQL. */
class ChatViewsTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final long ROOM = 1;

    private final TestDatabase database = TestDatabase.migrated();
    private List<Long> listed = List.of(ROOM);
    private boolean isCached;
    private final ChatViews views = views(database.dataSource());

    private ChatViews views(DataSource source) {
        ChatLists lists = new ChatLists(Bus.alone()) {
            @Override
            Part part(long userId, ChatKind kind, Paging paging) {
                return new Part(
                        listed.stream().map(id -> new Entry(id, Position.START)).toList(), listed.size());
            }

            @Override
            boolean isCached(long userId, ChatKind kind) {
                return isCached;
            }
        };
        UsersService users = new UsersService(null) {
            @Override
            public Map<Long, User> find(Collection<Long> ids) {
                return ids.stream().collect(Collectors.toMap(id -> id, id -> new User(id, "user " + id)));
            }
        };
        ReadMarks marks =
                new ReadMarks(source, new SentMarks(null, Set::of, null), new KeptStates(Duration.ofMinutes(10)));
        return new ChatViews(source, lists, new Memberships(source), users, marks);
    }

    @BeforeEach
    void talk() throws SQLException {
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob');"
                + "INSERT INTO chats_model (name, last_seq, highest_rev) VALUES ('room', 5, 1);"
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id, joined_seq, joined_rev)"
                + " VALUES (1, 1, 0, 0), (1, 2, 3, 1);"
                + "INSERT INTO messages_model (chat_id, author_id, seq, message)"
                + " SELECT 1, 1, n, 'said' FROM generate_series(1, 5) n");
    }

    private Stream<Chat> page(long user) {
        return views.page(user, ChatKind.ROOM, new Paging(1, 20)).data().stream();
    }

    @Test
    void whatThereWasWhenOneJoinedIsReadThoughNoMarkSaysSo() throws SQLException {
        assertEquals(
                new ReadState(3, 2, 0, Preferences.NONE),
                page(BOB).findFirst().orElseThrow().own());
        database.run("INSERT INTO read_marks (chat_id, user_id, read_seq) VALUES (1, 2, 1)");
        assertEquals(3, page(BOB).findFirst().orElseThrow().own().readSeq());
        database.run("UPDATE read_marks SET read_seq = 4");
        assertEquals(4, page(BOB).findFirst().orElseThrow().own().readSeq());
    }

    @Test
    void whereTheListIsCachedSoIsWhatIsOnesOwnInItsRooms() throws SQLException {
        isCached = true;
        ReadState unread = new ReadState(3, 2, 0, Preferences.NONE);
        assertEquals(unread, page(BOB).findFirst().orElseThrow().own());
        database.run("INSERT INTO read_marks (chat_id, user_id, read_seq) VALUES (1, 2, 4)");
        assertEquals(unread, page(BOB).findFirst().orElseThrow().own());
        assertEquals(
                new ReadState(5, 0, 0, Preferences.NONE),
                page(ALICE).findFirst().orElseThrow().own());
        isCached = false;
        assertEquals(4, page(BOB).findFirst().orElseThrow().own().readSeq());
    }

    @Test
    void whatHasGoneSinceTheListWasReadIsLeftOut() {
        listed = List.of(2_000_000_000L, ROOM);
        assertEquals(List.of(ROOM), page(ALICE).map(Chat::id).toList());
    }
}
