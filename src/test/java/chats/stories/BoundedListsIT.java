package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Answer;
import chats.client.Rest;
import chats.run.RunningPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of more than 10,000: so far they are counted, and so far they have pages. */
class BoundedListsIT extends StrictStory {
    private static final int BOUND = 10_000;
    private static final int MORE = BOUND + 50;

    private static final String CHATS = """
            WITH made AS (INSERT INTO chats_model (name) SELECT 'room' FROM generate_series(1, ?) RETURNING id)
            INSERT INTO chats_model_users_users_model (chats_model_id, users_model_id) SELECT id, ? FROM made
            """;
    private static final String WHISPERS = """
            WITH pairs AS (
                INSERT INTO chats_model (low_user_id, high_user_id, last_seq)
                SELECT least(other, me), greatest(other, me), 1 FROM (SELECT ?::int AS me, unnest(?) AS other) known
                RETURNING id, low_user_id)
            INSERT INTO messages_model (chat_id, author_id, seq, message) SELECT id, low_user_id, 1, 'psst' FROM pairs
            """;

    @Test
    void users() {
        Past.people(stage(), MORE);
        Rest alice = person("alice").rest();
        for (String query : List.of("", "query=old%20&", "query=d&")) {
            isBounded(alice, "/users?" + query);
        }
    }

    @Test
    void chats() throws SQLException {
        Person alice = person("alice");
        insert(CHATS, MORE, alice.id());
        isBounded(alice.rest(), "/chats?");
    }

    @Test
    void whispers() throws SQLException {
        Person alice = person("alice");
        insert(WHISPERS, alice.id(), Past.people(stage(), MORE));
        isBounded(alice.rest(), "/whispers?");
    }

    private static void isBounded(Rest rest, String path) {
        isPage(rest.get(path + "page=1&limit=7"), 7);
        isPage(rest.get(path + "page=100&limit=100"), 100);
        isPage(rest.get(path + "page=334&limit=30"), BOUND % 30);
        isPage(rest.get(path + "page=101&limit=100"), 0);
        isPage(rest.get(path + "page=2147483647&limit=100"), 0);
    }

    private static void isPage(Answer answer, int entries) {
        JsonNode page = answer.ok();
        assertEquals(BOUND, page.get("total").asInt());
        assertEquals(entries, page.get("data").size());
    }

    private void insert(String sql, Object... values) throws SQLException {
        try (Connection connection = RunningPostgres.shared().connect(stage().databaseUrl());
                PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(
                        i + 1,
                        values[i] instanceof long[] ids
                                ? connection.createArrayOf(
                                        "int4", Arrays.stream(ids).boxed().toArray())
                                : values[i]);
            }
            insert.execute();
        }
    }
}
