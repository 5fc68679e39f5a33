package chats.stories;

import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changed in a chat, read over REST, and more of it than a page holds. */
class ManyChangesIT extends Story {
    private static final int MESSAGES = 450;

    @Test
    void changesAreReadPageByPageAndReplayedInOneGo() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        ChatRoom chat = Past.of(stage(), 1, MESSAGES, "old ", alice.owner(), bob.owner(), carol.owner())
                .get(0);
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            Device device = List.of(alice, bob, carol).get(i % 3);
            asked.add(device.requests(reaction("👍"), chat, MESSAGES - i));
        }
        asked.forEach(answer -> Patience.await(answer, "an answer").granted());

        Person reader = carol.owner();
        List<JsonNode> all = new ArrayList<>();
        for (int page = 0; page < 3; page++) {
            JsonNode changes = reader.findsChanges(chat, "limit=200&after=" + page * 200);
            assertEquals(MESSAGES, changes.get("lastRev").asInt());
            changes.get("data").forEach(all::add);
        }
        assertEquals(
                LongStream.rangeClosed(1, MESSAGES).boxed().toList(),
                all.stream().map(change -> change.get("rev").asLong()).toList());
        for (JsonNode change : all) {
            assertEquals(MESSAGES, change.get("afterSeq").asInt());
        }
        assertEquals(
                MESSAGES,
                all.stream().map(change -> change.at("/message/seq")).distinct().count());

        Device phone = another(bob);
        phone.entersAfter(MESSAGES, 0, chat);
        phone.hearsTheEndOfTheReplay(chat, MESSAGES, MESSAGES);
        List<String> expected = new ArrayList<>(
                IntStream.rangeClosed(1, MESSAGES).mapToObj(rev -> "rev " + rev).toList());
        expected.add("replayed");
        assertEquals(expected, phone.heard(chat));
        all.forEach(change -> assertEquals(change, phone.hearsChange()));

        Device tablet = another(bob);
        tablet.entersAfter(200, 300, chat);
        tablet.hearsTheEndOfTheReplay(chat, MESSAGES, MESSAGES);
        expected.clear();
        IntStream.rangeClosed(201, MESSAGES).forEach(seq -> expected.add("seq " + seq));
        all.stream()
                .filter(change -> change.get("rev").asInt() > 300)
                .filter(change -> change.at("/message/seq").asInt() <= 200)
                .forEach(change -> expected.add("rev " + change.get("rev")));
        expected.add("replayed");
        assertEquals(expected, tablet.heard(chat));
    }

    /** A page that is not full holds all up to its {@code lastRev}. */
    @Test
    void whoReadsOverRestAloneMissesNothing() {
        Device alice = online("alice");
        Device bob = online("bob");
        Person reader = bob.owner();
        ChatRoom chat = alice.opensChatWith(bob);
        List<CompletableFuture<Frame>> asked = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            asked.add(alice.requests("send_message", chat.message("message " + i)));
            asked.add(alice.requests(edit("edit " + i), chat, 1 + i % 10));
            asked.add(bob.requests(reaction(Character.toString(0x1F600 + i % 20)), chat, 1 + i % 7));
        }
        Map<Long, JsonNode> known = new TreeMap<>();
        long rev = 0;
        boolean done = false;
        while (!done) {
            // what is read once more after all was answered is all
            done = asked.stream().allMatch(CompletableFuture::isDone);
            long seq = known.size();
            for (JsonNode message : reader.reads(chat, "limit=200&after=" + seq).get("data")) {
                known.put(message.get("seq").asLong(), message);
            }
            JsonNode page = reader.findsChanges(chat, "limit=200&after=" + rev);
            for (JsonNode change : page.get("data")) {
                assertTrue(change.get("rev").asLong() > rev, () -> "in order: " + page);
                rev = change.get("rev").asLong();
                JsonNode message = change.get("message");
                known.computeIfPresent(message.get("seq").asLong(), (any, older) -> message);
            }
            rev = page.get("lastRev").asLong();
        }
        JsonNode history = reader.reads(chat, "limit=200");
        Map<Long, JsonNode> all = new TreeMap<>();
        history.get("data").forEach(message -> all.put(message.get("seq").asLong(), message));
        assertEquals(all, known);
    }

    @Test
    void eachMessageIsListedOnceWithItsLatestChange() {
        Person alice = person("alice");
        ChatRoom chat = alice.opensChatWith();
        assertEquals(Trees.object("data", List.of(), "lastRev", 0), alice.findsChanges(chat, ""));
        for (int i = 1; i <= 3; i++) {
            alice.posts("message " + i, chat);
        }
        assertEquals(Trees.object("data", List.of(), "lastRev", 0), alice.findsChanges(chat, ""));
        alice.does(edit("a"), chat, 1);
        alice.does(edit("b"), chat, 2);
        alice.does(edit("c"), chat, 1);
        alice.posts("message 4", chat);
        alice.does(edit("d"), chat, 3);
        JsonNode second = change(chat, 2, 3, alice.reads(chat, 2));
        JsonNode third = change(chat, 3, 3, alice.reads(chat, 1));
        JsonNode fourth = change(chat, 4, 4, alice.reads(chat, 3));
        assertEquals(page(second, third, fourth), alice.findsChanges(chat, ""));
        assertEquals(page(second, third, fourth), alice.findsChanges(chat, "after=1&limit=200"));
        assertEquals(page(second), alice.findsChanges(chat, "limit=1"));
        assertEquals(page(third), alice.findsChanges(chat, "after=2&limit=1"));
        assertEquals(page(fourth), alice.findsChanges(chat, "after=3"));
        assertEquals(page(), alice.findsChanges(chat, "after=4"));
        assertEquals(page(), alice.findsChanges(chat, "after=9223372036854775807"));
    }

    @Test
    void aPageHolds50WhereNothingElseIsAskedFor() {
        Person alice = person("alice");
        ChatRoom chat = Past.of(stage(), 1, 51, "old ", alice).get(0);
        LongStream.rangeClosed(1, 51).forEach(seq -> alice.does(reaction("👍"), chat, seq));
        assertEquals(50, alice.findsChanges(chat, "").get("data").size());
        assertEquals(51, alice.findsChanges(chat, "limit=200").get("data").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=all",
                "limit=",
                "limit=1.5",
                "limit=99999999999999999999",
                "after=x",
                "after=-1",
                "after=1.5",
                "after=",
                "after=99999999999999999999"
            })
    void anyOtherPageIsRefused(String query) {
        Person alice = person("alice");
        alice.rest().get(alice.opensChatWith().changes(query)).isRefused("validation_failed");
    }

    private static JsonNode change(ChatRoom chat, long rev, long afterSeq, JsonNode message) {
        return Trees.object("chatId", chat.id(), "rev", rev, "afterSeq", afterSeq, "message", message);
    }

    private static JsonNode page(JsonNode... changes) {
        return Trees.object("data", changes, "lastRev", 4);
    }
}
