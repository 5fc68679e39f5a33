package chats.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import chats.schema.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is cached of memberships, on a real database. */
class MembershipsTest {
    private static final long CHAT = 100;
    private static final long ALICE = 1;
    private static final long BOB = 2;

    private final TestDatabase database = TestDatabase.migrated();
    private Runnable meanwhile = () -> {};
    private final Memberships memberships = new Memberships(hooked(database.dataSource()));

    /** Another thread does something each time that something is read. */
    private DataSource hooked(DataSource real) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, called, arguments) -> {
                    meanwhile.run();
                    return called.invoke(real, arguments);
                });
    }

    @BeforeEach
    void fill() throws SQLException {
        database.run("INSERT INTO users_model (id, nickname) VALUES (1, 'alice'), (2, 'bob');"
                + "INSERT INTO chats_model (id) VALUES (100);"
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id) VALUES (100, 1)");
    }

    private Set<Long> read(long userId) {
        return memberships.now(List.of(CHAT), userId).keySet();
    }

    @Test
    void aYesIsCachedUntilItIsForgottenAndANoIsNot() {
        assertEquals(Set.of(CHAT), read(ALICE));
        assertNotNull(memberships.cached(CHAT, ALICE));
        assertEquals(Set.of(), read(BOB));
        assertNull(memberships.cached(CHAT, BOB));
        memberships.forget(CHAT, ALICE);
        assertNull(memberships.cached(CHAT, ALICE));
    }

    @Test
    void whatIsReadWhileTheUserIsRemovedIsNotCached() {
        meanwhile = () -> memberships.forget(CHAT, ALICE);
        assertEquals(Set.of(CHAT), read(ALICE));
        assertNull(memberships.cached(CHAT, ALICE));
        meanwhile = () -> {};
        read(ALICE);
        assertNotNull(memberships.cached(CHAT, ALICE));
    }
}
