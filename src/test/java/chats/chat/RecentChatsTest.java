package chats.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.schema.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** New chats in a real PostgreSQL. */
class RecentChatsTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final RecentChats recent = new RecentChats(database.dataSource());

    @Test
    void whoWasAddedLaterIsNoneOfTheFirst() throws SQLException {
        database.run("INSERT INTO users_model (nickname) VALUES ('alice'), ('bob'), ('carol');"
                + "INSERT INTO chats_model (name, last_seq, highest_rev, history) VALUES ('room', 5, 1, 'joined');"
                + "INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id, joined_seq, joined_rev)"
                + " VALUES (1, 1, 0, 0), (1, 2, 0, 0), (1, 3, 5, 1)");
        assertEquals(List.of(1L, 2L), recent.firstMembers(1).stream().sorted().toList());
    }
}
