package chats.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Bus;
import chats.chat.Acquaintances;
import chats.json.Json;
import chats.limits.RateLimits;
import chats.schema.TestDatabase;
import chats.settings.Settings;
import chats.users.Renaming;
import chats.users.UserRenamed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of a new nickname, how often and at what price, on a real database. */
class UserChangesTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final long CAROL = 3;
    private static final long DAVE = 4;

    private final TestDatabase database = TestDatabase.migrated();
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Signal> told = new ArrayList<>();
    /** What was told, and what was paid, in the order in which it happened. */
    private final List<String> steps = new ArrayList<>();

    private boolean isHubBroken;
    private final UserChanges changes = changes();

    @BeforeEach
    void fill() throws SQLException {
        database.run(
                "INSERT INTO users_model (id, nickname) VALUES (1, 'alice'), (2, 'bob'), (3, 'carol'), (4, 'dave');"
                        + "INSERT INTO chats_model (id) VALUES (100);"
                        + "INSERT INTO chats_model (id, low_user_id, high_user_id) VALUES (101, 1, 3);"
                        + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id) VALUES (100, 1), (100, 2)");
    }

    @Test
    void thoseWhoShareAChatAreToldOnceHoweverOftenOneIsRenamedMeanwhile() {
        for (int i = 0; i < 50; i++) {
            changes.onUserRenamed(new UserRenamed(ALICE));
        }
        run(1);
        assertEquals(1, told.size());
        assertEquals("{\"user\":{\"id\":1,\"nickname\":\"alice\"}}", told.get(0).json());
        assertEquals(
                List.of(ALICE, BOB, CAROL),
                told.get(0).users().stream().sorted().toList());
    }

    @Test
    void whatAnotherNodeSaysOnManyChannelsIsToldOnce() {
        hear(ALICE, BOB);
        hear(ALICE, CAROL);
        hear(ALICE, BOB);
        hear(DAVE, CAROL);
        run(1);
        assertEquals(
                Map.of("alice", List.of(BOB, CAROL), "dave", List.of(CAROL)),
                told.stream()
                        .collect(Collectors.toMap(
                                UserChangesTest::nickname,
                                signal -> signal.users().stream().sorted().toList())));
        hear(ALICE, BOB);
        run(1);
        assertEquals(3, told.size());
    }

    @Test
    void itIsPaidBeforeItIsTold() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) SELECT n, 'user ' || n FROM generate_series(5, 300) n;"
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id)"
                + " SELECT 100, n FROM generate_series(5, 300) n");
        changes.onUserRenamed(new UserRenamed(ALICE));
        run(1);
        assertEquals(List.of("1 pays 2", "alice"), steps);
    }

    @Test
    void whatWouldBeTooMuchIsLeftOut() {
        int each = 30_000;
        long[] many = LongStream.rangeClosed(1, each).toArray();
        for (long user = ALICE; user <= DAVE; user++) {
            hear(user, many);
        }
        run(1);
        assertEquals(PendingRenames.MOST / each, told.size());
        hear(DAVE, many);
        run(1);
        assertEquals("dave", nickname(told.get(told.size() - 1)));
    }

    @Test
    void afterOneThatFailedTheNextIsTold() {
        isHubBroken = true;
        hear(ALICE, BOB);
        run(1);
        isHubBroken = false;
        hear(DAVE, CAROL);
        run(1);
        assertEquals(List.of("dave"), steps);
    }

    @Test
    void ofVeryManyWhoShareAChatAFewThousandAreTold() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) SELECT n, 'user ' || n FROM generate_series(5, 10100) n;"
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id)"
                + " SELECT 100, n FROM generate_series(5, 10100) n");
        List<Long> all = new Acquaintances(database.dataSource()).of(ALICE);
        assertEquals(10_000, all.stream().distinct().count());
        assertTrue(all.contains(ALICE));
    }

    /** Another node says that these are to be told of that user. */
    private void hear(long user, long... users) {
        changes.heard(new Signal(
                UserChanges.USER_CHANGED,
                LongStream.of(users).boxed().toList(),
                0,
                "{\"user\":{\"id\":" + user + ",\"nickname\":\"late\"}}"));
    }

    /** So many tasks were started, and are done. */
    private void run(int count) {
        assertEquals(count, tasks.size());
        tasks.forEach(Runnable::run);
        tasks.clear();
    }

    private static String nickname(Signal signal) {
        return Json.read(signal.json()).at("/user/nickname").asText();
    }

    private UserChanges changes() {
        Hub hub = new Hub(null, null, null, null, null, null, null, null, null, null, null, null, null) {
            @Override
            void tell(Signal signal) {
                if (isHubBroken) {
                    throw new IllegalStateException("broken");
                }
                told.add(signal);
                steps.add(nickname(signal));
            }
        };
        RateLimits limits = new RateLimits(Settings.from(name -> null), Bus.alone()) {
            @Override
            public void charge(long userId, int price) {
                steps.add(userId + " pays " + price);
            }
        };
        return new UserChanges(
                hub, Bus.alone(), Renaming.on(database), new Acquaintances(database.dataSource()), limits) {
            @Override
            void later(Runnable task) {
                tasks.add(task);
            }
        };
    }
}
