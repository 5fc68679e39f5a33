package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Rest;
import chats.client.Shapes;
import chats.client.Trees;
import chats.run.Patience;
import chats.run.RunningPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatListIT extends Story {
    @Test
    void everybodySeesTheirOwnChatsTheLatestActivityFirst() {
        Person alice = person("alice");
        Person bob = person("bob");
        ChatRoom first = alice.opensChatWith(bob);
        ChatRoom second = alice.opensChatWith();
        ChatRoom third = bob.opensChatWith();
        bob.posts("hi", first);
        assertEquals(List.of(first, second), ids(page(alice, "")));
        bob.posts("to myself", third);
        assertEquals(List.of(third, first), ids(page(bob, "")));
    }

    @Test
    void aMessageMovesItsChatAndIsShownAsTheLast() {
        Person alice = person("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.posts("one", chat);
        JsonNode before = alice.rest().get(chat.path()).ok();
        JsonNode two = alice.posts("two", chat);
        JsonNode after = alice.rest().get(chat.path()).ok();
        Shapes.chat(after);
        assertEquals(two, after.get("lastMessage"));
        assertEquals(2, after.get("lastSeq").asInt());
        assertEquals(before.get("createdAt"), after.get("createdAt"));
        assertTrue(after.get("updatedAt")
                        .asText()
                        .compareTo(before.get("updatedAt").asText())
                >= 0);
        assertEquals(after, page(alice, "").get("data").get(0));
    }

    @Test
    void whatHappensIsOnTheListAtOnce() {
        Person alice = person("alice");
        Person bob = person("bob");
        List<ChatRoom> chats = new ArrayList<>(List.of(alice.opensChatWith(bob)));
        for (int round = 0; round < 30; round++) {
            if (round % 5 == 0) {
                chats.add(bob.opensChatWith(alice));
                assertEquals(chats.get(chats.size() - 1), ids(page(alice, "")).get(0));
            }
            JsonNode said = bob.posts("round " + round, chats.get(round % chats.size()));
            for (Person reader : List.of(alice, bob)) {
                JsonNode page = page(reader, "?limit=3");
                assertEquals(said, page.get("data").get(0).get("lastMessage"));
                assertEquals(chats.size(), page.get("total").asInt());
            }
        }
    }

    @Test
    void whatOthersWriteIntoTheDatabaseIsOnTheListSoon() throws Exception {
        Person alice = person("alice");
        ChatRoom older = alice.opensChatWith();
        ChatRoom newer = alice.opensChatWith();
        assertEquals(List.of(newer, older), ids(page(alice, "")));
        try (Connection database = RunningPostgres.shared().connect(stage().databaseUrl());
                PreparedStatement update = database.prepareStatement(
                        "UPDATE chats_model SET updated_at = updated_at + interval '1 minute' WHERE id = ?")) {
            update.setLong(1, older.id());
            assertEquals(1, update.executeUpdate());
        }
        Patience.await(
                () -> ids(page(alice, "")).equals(List.of(older, newer)) ? true : null, "the list is in the new order");
    }

    @Test
    void chatsOfTheSameMomentAreOrderedByIdTheHigherFirst() throws Exception {
        Person alice = person("alice");
        List<ChatRoom> chats =
                IntStream.range(0, 5).mapToObj(i -> alice.opensChatWith()).toList();
        try (Connection database = RunningPostgres.shared().connect(stage().databaseUrl());
                PreparedStatement update = database.prepareStatement(
                        "UPDATE chats_model SET updated_at = TIMESTAMP '2026-01-01 12:00:00' WHERE id = ANY(?)")) {
            Object[] ids = chats.stream().map(ChatRoom::id).toArray();
            update.setArray(1, database.createArrayOf("bigint", ids));
            assertEquals(5, update.executeUpdate());
        }
        assertEquals(chats, reversed(ids(page(alice, ""))));
        assertEquals(List.of(chats.get(2), chats.get(1)), ids(page(alice, "?page=2&limit=2")));
    }

    @Test
    void pagesFollowEachOtherAndThoseBeyondTheEndAreEmpty() {
        Person alice = person("alice");
        List<ChatRoom> chats =
                IntStream.range(0, 11).mapToObj(i -> alice.opensChatWith()).toList();
        JsonNode first = page(alice, "");
        assertEquals(10, first.get("data").size());
        assertEquals(List.of(11, 1, 10), numbers(first));
        JsonNode second = page(alice, "?page=2");
        assertEquals(List.of(chats.get(0)), ids(second));
        assertEquals(List.of(11, 2, 10), numbers(second));
        JsonNode beyond = page(alice, "?page=3&limit=10");
        assertEquals(0, beyond.get("data").size());
        assertEquals(List.of(11, 3, 10), numbers(beyond));
        assertEquals(11, page(alice, "?limit=100").get("data").size());
        assertEquals(0, page(alice, "?page=2147483647&limit=100").get("data").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page=0", "page=-1", "limit=0", "limit=-1", "limit=101", "limit=100000", "page=99999999999999999999",
                "limit=99999999999999999999", "page=one", "limit=1.5", "page=", "page=1e1", "limit=%00", "page=%2B1"
            })
    void anyOtherPageIsRefused(String query) {
        Rest alice = person("alice").rest();
        alice.get("/chats?" + query).isRefused("validation_failed");
        alice.get("/whispers?" + query).isRefused("validation_failed");
        alice.get("/users?" + query).isRefused("validation_failed");
    }

    static JsonNode page(Person person, String query) {
        JsonNode page = person.rest().get("/chats" + query).ok();
        Shapes.page(page);
        page.get("data").forEach(Shapes::chat);
        return page;
    }

    private static List<ChatRoom> ids(JsonNode page) {
        return Trees.each(page.get("data")).map(ChatRoom::of).toList();
    }

    private static List<Integer> numbers(JsonNode page) {
        return List.of(
                page.get("total").asInt(),
                page.get("page").asInt(),
                page.get("limit").asInt());
    }

    private static List<ChatRoom> reversed(List<ChatRoom> chats) {
        return IntStream.rangeClosed(1, chats.size())
                .mapToObj(i -> chats.get(chats.size() - i))
                .toList();
    }
}
