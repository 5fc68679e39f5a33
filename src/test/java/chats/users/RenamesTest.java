package chats.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.database.ChangeTrail;
import chats.schema.TestDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node learns of nicknames that others have given, on a real database. */
class RenamesTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final List<User> learned = new ArrayList<>();
    private int events;
    private final UsersService users = new UsersService(null);
    private final Renames renames = new Renames(new RenameTable(database.dataSource()), users, learning());

    @BeforeEach
    void fill() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) VALUES (1, 'alice'), (2, 'bob')");
        renames.look();
    }

    @Test
    void whoeverWasRenamedByWhateverProgramIsLearnedOfOnce() throws SQLException {
        database.run("UPDATE users_model SET nickname = 'alicia' WHERE id = 1");
        renames.look();
        renames.look();
        assertEquals(List.of(new User(1, "alicia")), learned);
        assertEquals(Optional.of(new User(1, "alicia")), users.renamedLately(1));
        database.run(
                "UPDATE users_model SET nickname = 'alix' WHERE id = 1; UPDATE users_model SET nickname = 'rob' WHERE id = 2");
        renames.look();
        assertEquals(List.of(new User(1, "alicia"), new User(1, "alix"), new User(2, "rob")), learned);
    }

    @Test
    void otherChangesOfAUserAreNoRename() throws SQLException {
        database.run("UPDATE users_model SET password = 'x', nickname = nickname");
        renames.look();
        assertEquals(List.of(), learned);
    }

    /** A transaction that began long before may commit late. */
    @Test
    void oneThatCommitsLateIsFoundToo() throws SQLException {
        database.run("UPDATE users_model SET nickname = 'alicia' WHERE id = 1");
        renames.look();
        database.run("INSERT INTO renames VALUES (2, timezone('utc', now()) - interval '9 min')");
        renames.look();
        assertEquals(List.of(new User(1, "alicia"), new User(2, "bob")), learned);
    }

    @Test
    void allWhoWereRenamedTogetherAreOneEvent() throws SQLException {
        database.run("UPDATE users_model SET nickname = nickname || '2'");
        renames.look();
        assertEquals(List.of(new User(1, "alice2"), new User(2, "bob2")), learned);
        assertEquals(1, events);
    }

    /** A program that renames everybody: far more than are read or remembered at once. */
    @Test
    void ofVeryManyEachIsLearnedOnceAndTheNextOneToo() throws SQLException {
        int many = 30_000;
        database.run("INSERT INTO users_model (id, nickname) SELECT n, 'user ' || n FROM generate_series(3, " + many
                + ") n; UPDATE users_model SET nickname = nickname || ' again'");
        renames.look();
        assertEquals(many, learned.size());
        assertEquals(many, Set.copyOf(learned).size());
        assertEquals(many / ChangeTrail.MOST_AT_ONCE, events);
        renames.look();
        assertEquals(many, learned.size());
        database.run("UPDATE users_model SET nickname = 'alicia' WHERE id = 1");
        renames.look();
        assertEquals(new User(1, "alicia"), learned.get(many));
        assertEquals(many + 1, learned.size());
    }

    @Test
    void whatIsToldOfOneIsWhatHeIsCalledNow() throws SQLException {
        database.run("UPDATE users_model SET nickname = 'alicia' WHERE id = 1");
        List<User> told = new ArrayList<>();
        renames.learn(List.of(1L), told::add);
        renames.learn(List.of(99L), told::add);
        assertEquals(List.of(new User(1, "alicia")), told);
        assertEquals(told, learned);
        assertEquals(Optional.of(new User(1, "alicia")), users.find(1), "no query is needed");
    }

    @Test
    void whoWasReadWhileSomebodyWasRenamedIsReadAgainAndNotKept() {
        List<User> database =
                new ArrayList<>(List.of(new User(1, "alice"), new User(1, "alicia"), new User(1, "alicia")));
        UsersService reading = new UsersService(null) {
            @Override
            Map<Long, User> load(Set<? extends Long> ids) {
                User read = database.remove(0);
                if (read.nickname().equals("alice")) {
                    learn(new User(1, "alicia"));
                }
                return Map.of(1L, read);
            }
        };
        assertEquals("alicia", reading.find(1).orElseThrow().nickname());
        assertEquals("alicia", reading.find(1).orElseThrow().nickname());
        assertEquals(0, database.size());
    }

    /** Somebody has read the old nickname before it was replaced, and caches it afterwards. */
    @Test
    void nobodyFindsAnOldNicknameThatIsCachedForAMoment() {
        List<String> found = new ArrayList<>();
        UsersService reading = new UsersService(null) {
            @Override
            Map<Long, User> load(Set<? extends Long> ids) {
                learn(new User(1, "alicia"));
                return Map.of(1L, new User(1, "alice"));
            }

            @Override
            public long learned() {
                long count = super.learned();
                if (count == 1 && found.isEmpty()) {
                    found.add("asked");
                    found.add(find(1).orElseThrow().nickname());
                }
                return count;
            }
        };
        reading.find(1);
        assertEquals(List.of("asked", "alicia"), found);
    }

    @SuppressWarnings("unchecked")
    private Event<NicknameLearned> learning() {
        return (Event<NicknameLearned>) Proxy.newProxyInstance(
                RenamesTest.class.getClassLoader(), new Class<?>[] {Event.class}, (event, method, arguments) -> {
                    ((NicknameLearned) arguments[0]).users().values().forEach(learned::add);
                    events++;
                    return null;
                });
    }
}
