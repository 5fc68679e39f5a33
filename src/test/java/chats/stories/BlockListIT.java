package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Rest;
import chats.client.Shapes;
import chats.client.Trees;
import chats.run.RunningPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whom one blocks, and what cannot be blocked. */
class BlockListIT extends Story {
    private static final String BLOCKS = "/users/me/blocks";

    private static JsonNode list(Person person) {
        JsonNode list = person.rest().get(BLOCKS).ok();
        Shapes.exactly(list, "data");
        list.get("data").forEach(Shapes::user);
        return list.get("data");
    }

    private static JsonNode of(Person... users) {
        return Trees.of(Stream.of(users).map(Person::user).toList());
    }

    @Test
    void theNewestBlockComesFirstAndAnAgainChangesNothing() {
        Person alice = person("alice");
        Person bob = person("bob");
        Person carol = person("carol");
        assertEquals(of(), list(alice));
        BlocksIT.unblock(alice, bob);
        BlocksIT.block(alice, bob);
        BlocksIT.block(alice, carol);
        BlocksIT.block(alice, bob);
        assertEquals(of(carol, bob), list(alice));
        assertEquals(of(), list(bob));
        BlocksIT.unblock(alice, carol);
        BlocksIT.unblock(alice, carol);
        assertEquals(of(bob), list(alice));
        BlocksIT.block(alice, carol);
        assertEquals(of(carol, bob), list(alice));
    }

    @Test
    void nobodyBlocksHimselfOrWhoIsNotThere() {
        Person alice = person("alice");
        Rest rest = alice.rest();
        for (String id : List.of("0", "-1", "me", "1.5", "9223372036854775808", "%20", Long.toString(alice.id()))) {
            JsonNode problem = rest.put(BLOCKS + "/" + id).isRefused("validation_failed");
            assertEquals("userId", problem.at("/violations/0/field").asText(), id);
            rest.delete(BLOCKS + "/" + id).isRefused("validation_failed");
        }
        for (long nobody : List.of(Person.strangers(1)[0], 3_000_000_000L, Long.MAX_VALUE)) {
            rest.put(BLOCKS + "/" + nobody).isRefused("user_not_found");
            rest.delete(BLOCKS + "/" + nobody).isRefused("user_not_found");
        }
        assertEquals(of(), list(alice));
    }

    @Test
    void withoutATokenNothingIsToldOrChanged() {
        Rest stranger = Rest.stranger(server()).documented();
        String path = BLOCKS + "/" + person("bob").id();
        stranger.get(BLOCKS).isRefused("unauthorized");
        stranger.put(path).isRefused("unauthorized");
        stranger.delete(path).isRefused("unauthorized");
        stranger.with("no.token.atall").get(BLOCKS).isRefused("unauthorized");
    }

    @Test
    void aThousandAreTheMost() throws SQLException {
        Person alice = person("alice");
        try (Connection database = RunningPostgres.shared().connect(stage().databaseUrl());
                Statement statement = database.createStatement()) {
            statement.execute("""
                    WITH many AS (INSERT INTO users_model (nickname)
                        SELECT 'blocked %1$d ' || g FROM generate_series(1, 999) g RETURNING id)
                    INSERT INTO blocks (user_id, blocked_id, at) SELECT %1$d, id, '2026-01-01' FROM many
                    """.formatted(alice.id()));
        }
        Person bob = person("bob");
        Person carol = person("carol");
        BlocksIT.block(alice, bob);
        JsonNode problem = alice.rest().put(BLOCKS + "/" + carol.id()).isRefused("validation_failed");
        assertEquals(
                "makes more than 1000 blocked users",
                problem.at("/violations/0/message").asText());
        BlocksIT.block(alice, bob);
        JsonNode all = list(alice);
        assertEquals(1_000, all.size());
        assertEquals(bob.user(), all.get(0));
        BlocksIT.unblock(alice, bob);
        BlocksIT.block(alice, carol);
    }
}
