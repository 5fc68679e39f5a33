package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryIT extends Story {
    @Test
    void historyAscendsWhicheverWayItIsRead() {
        Person alice = person("alice");
        ChatRoom chat = alice.opensChatWith();
        IntStream.rangeClosed(1, 60).forEach(i -> alice.posts("message " + i, chat));

        assertEquals(range(11, 60), seqs(alice.reads(chat, "")));
        assertEquals(range(58, 60), seqs(alice.reads(chat, "limit=3")));
        assertEquals(range(1, 60), seqs(alice.reads(chat, "limit=200")));
        assertEquals(range(27, 29), seqs(alice.reads(chat, "before=30&limit=3")));
        assertEquals(range(1, 2), seqs(alice.reads(chat, "before=3")));
        assertEquals(range(31, 33), seqs(alice.reads(chat, "after=30&limit=3")));
        assertEquals(range(1, 50), seqs(alice.reads(chat, "after=0")));
        assertEquals(range(59, 60), seqs(alice.reads(chat, "after=58")));
    }

    @Test
    void lastSeqIsThatOfTheWholeChatWhateverThePageHolds() {
        Person alice = person("alice");
        ChatRoom chat = alice.opensChatWith();
        assertEquals(0, alice.reads(chat, "").get("lastSeq").asInt());
        IntStream.rangeClosed(1, 5).forEach(i -> alice.posts("message " + i, chat));
        for (String query :
                List.of("", "limit=1", "before=3", "after=2&limit=1", "before=1", "after=5", "after=1000")) {
            assertEquals(5, alice.reads(chat, query).get("lastSeq").asInt(), query);
        }
        for (String empty : List.of("before=1", "after=5", "after=1000")) {
            assertEquals(0, alice.reads(chat, empty).get("data").size(), empty);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before=3&after=1",
                "limit=0",
                "limit=201",
                "limit=-1",
                "limit=all",
                "before=x",
                "after=x",
                "after=-1",
                "before=-1",
                "after=1.5",
                "before=",
                "after=99999999999999999999",
                "before=99999999999999999999"
            })
    void anyOtherRangeIsRefused(String query) {
        Person alice = person("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.rest().get(chat.messages() + "?" + query).isRefused("validation_failed");
        alice.rest().get("/whispers?with=" + alice.id() + "&" + query).isRefused("validation_failed");
    }

    @Test
    void whispersOfTwoPeopleHaveAHistoryOfTheirOwn() {
        Person alice = person("alice");
        Person bob = person("bob");
        IntStream.rangeClosed(1, 5)
                .forEach(i -> (i % 2 == 0 ? alice : bob).posts("psst " + i, i % 2 == 0 ? bob : alice));
        for (Person reader : new Person[] {alice, bob}) {
            Person other = reader.equals(alice) ? bob : alice;
            String path = "/whispers?with=" + other.id();
            JsonNode all = reader.rest().get(path).ok();
            Shapes.history(all);
            all.get("data").forEach(Shapes::whisper);
            assertEquals(range(1, 5), seqs(all));
            assertEquals(
                    range(2, 3),
                    seqs(reader.rest().get(path + "&before=4&limit=2").ok()));
            assertEquals(
                    range(3, 4),
                    seqs(reader.rest().get(path + "&after=2&limit=2").ok()));
            assertEquals(
                    5, reader.rest().get(path + "&limit=1").ok().get("lastSeq").asInt());
        }
    }

    /** The n-th message of the past was said n seconds after the beginning of 2020. */
    @Test
    void theMessagesAroundATimeAreAsManyBeforeItAsAfter(Stage stage) {
        Person alice = person("alice");
        ChatRoom chat = Past.of(stage, 1, 60, "message ", alice).get(0);
        assertEquals(range(28, 31), seqs(alice.reads(chat, "at=2020-01-01T00:00:30Z&limit=4")));
        assertEquals(range(29, 31), seqs(alice.reads(chat, "at=2020-01-01T00:00:30.000Z&limit=3")));
        assertEquals(range(30, 32), seqs(alice.reads(chat, "at=2020-01-01T00:00:30.001Z&limit=3")));
        assertEquals(range(31, 31), seqs(alice.reads(chat, "at=2020-01-01T00:00:30.999999Z&limit=1")));
        assertEquals(range(5, 54), seqs(alice.reads(chat, "at=2020-01-01T00:00:30Z")));
        assertEquals(
                60, alice.reads(chat, "at=2020-01-01T00:00:30Z").get("lastSeq").asInt());
    }

    @Test
    void atTheEndsOfAChatTheOtherSideFillsTheRest(Stage stage) {
        Person alice = person("alice");
        ChatRoom chat = Past.of(stage, 1, 60, "message ", alice).get(0);
        assertEquals(range(1, 4), seqs(alice.reads(chat, "at=2019-12-31T23:59Z&limit=4")));
        assertEquals(range(1, 4), seqs(alice.reads(chat, "at=2020-01-01T00:00:02Z&limit=4")));
        assertEquals(range(57, 60), seqs(alice.reads(chat, "at=2020-01-01T00:01:00Z&limit=4")));
        assertEquals(range(57, 60), seqs(alice.reads(chat, "at=9999-12-31T23:59:59Z&limit=4")));
        assertEquals(range(60, 60), seqs(alice.reads(chat, "at=2026-01-01T00:00:00Z&limit=1")));
        assertEquals(range(1, 60), seqs(alice.reads(chat, "at=0001-01-01T00:00:00Z&limit=200")));
        ChatRoom empty = alice.opensChatWith();
        assertEquals(List.of(), seqs(alice.reads(empty, "at=2026-01-01T00:00:00Z")));
    }

    @Test
    void theMessagesAroundATimeAreFoundInADirectChatByItsId() {
        Person alice = person("alice");
        Person bob = person("bob");
        JsonNode first = alice.posts("psst 1", bob);
        IntStream.rangeClosed(2, 5).forEach(i -> bob.posts("psst " + i, alice));
        ChatRoom chat = new ChatRoom(first.get("chatId").asLong());
        assertEquals(
                range(1, 3),
                seqs(alice.reads(chat, "limit=3&at=" + first.get("createdAt").asText())));
        assertEquals(range(4, 5), seqs(bob.reads(chat, "limit=2&at=9999-12-31T23:59:59Z")));
        person("carol").rest().get(chat.messages() + "?at=2026-01-01T00:00:00Z").isRefused("not_a_member");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at=",
                "at=yesterday",
                "at=2026-01-01",
                "at=2026-01-01T00:00:00",
                "at=2026-01-01T00:00:00%2B09:00",
                "at=2026-02-30T00:00:00Z",
                "at=99999-01-01T00:00:00Z",
                "at=5",
                "at=2026-01-01T00:00:00Z&before=3",
                "at=2026-01-01T00:00:00Z&after=0",
                "at=2026-01-01T00:00:00Z&limit=0",
                "at=2026-01-01T00:00:00Z&limit=201"
            })
    void aTimeThatIsNoneOrNotAloneIsRefused(String query) {
        Person alice = person("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.rest().get(chat.messages() + "?" + query).isRefused("validation_failed");
    }

    private static List<Long> seqs(JsonNode history) {
        return Trees.each(history.get("data"))
                .map(message -> message.get("seq").asLong())
                .toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
