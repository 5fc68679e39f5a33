package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Shapes;
import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesIT extends Story {
    @Test
    void aMessageIsTheSameValueWhereverItShows() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        JsonNode acknowledged = alice.sends("hi").as("greeting").to(chat);
        assertEquals("greeting", acknowledged.get("clientMessageId").asText());
        assertEquals(acknowledged, bob.hears("hi"));
        assertEquals(acknowledged, bob.owner().reads(chat, "").get("data").get(0));
        assertEquals(acknowledged, alice.owner().rest().get(chat.path()).ok().get("lastMessage"));
        JsonNode resend = Trees.object("message", "hi", "clientMessageId", "greeting");
        assertEquals(
                acknowledged, alice.owner().rest().post(chat.messages(), resend).ok());
        assertEquals(acknowledged, alice.sends("hi").as("greeting").to(chat));
    }

    @Test
    void aMessageByRestIsTheSameValueWhereverItShows() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        JsonNode posted = alice.owner().posts("hi", chat);
        Shapes.message(posted);
        assertTrue(posted.get("clientMessageId").isNull());
        assertEquals(alice.owner().user(), posted.get("author"));
        assertEquals(posted, bob.hears("hi"));
        assertEquals(posted, bob.owner().reads(chat, "").get("data").get(0));
    }

    @Test
    void aWhisperIsTheSameValueWhereverItShows() {
        Device alice = online("alice");
        Device bob = online("bob");
        JsonNode acknowledged = alice.sends("psst").as("secret").to(bob);
        assertEquals(acknowledged, bob.hearsWhisper("psst"));
        String with = "/whispers?with=" + alice.owner().id();
        assertEquals(acknowledged, bob.owner().rest().get(with).ok().get("data").get(0));
        JsonNode conversation =
                bob.owner().rest().get("/whispers").ok().get("data").get(0);
        assertEquals(acknowledged, conversation.get("lastWhisper"));
        JsonNode resend =
                Trees.object("whisperTargetId", bob.owner().id(), "message", "psst", "clientMessageId", "secret");
        assertEquals(
                acknowledged, alice.owner().rest().post("/whispers", resend).ok());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uD83D\uDE00\uD83D\uDC4D\uD83C\uDFFD \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                "안녕하세요, 반갑습니다",
                "e\u0301 is not \u00e9, \u1112\u1161\u11ab is not \ud55c",
                "שלום \u202Eabc\u202C عالم",
                "  spaces \t and\r\nlines \u2028 are kept \u00a0",
                "\u0001\u001f\u007f\uFEFF\uFFFE\uFFFF",
                "<b>\"quoted\" \\ &amp; '; DROP TABLE messages_model; --</b>",
                "x"
            })
    void aTextIsKeptExactlyAsSent(String text) {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends(text).to(chat);
        bob.hears(text);
        alice.owner().posts(text, chat);
        bob.hears(text);
        bob.owner()
                .reads(chat, "")
                .get("data")
                .forEach(kept -> assertEquals(text, kept.get("message").asText()));
        alice.sends(text).to(bob);
        bob.hearsWhisper(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "한", "\uD83D\uDE00"})
    void fourThousandCodePointsAreTheMost(String character) {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        String longest = character.repeat(4_000);
        alice.sends(longest).to(chat);
        bob.hears(longest);
        alice.owner().posts(longest, chat);
        alice.asks("send_message", chat.message(longest + "x")).isRefused("validation_failed");
        alice.asks("send_message", bob.owner().whisper(longest + "x")).isRefused("validation_failed");
        alice.owner()
                .rest()
                .post(chat.messages(), Trees.object("message", longest + "x"))
                .isRefused("validation_failed");
        assertEquals(2, alice.owner().reads(chat, "").get("lastSeq").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " \t\r\n", "\u3000\u2003", "a\u0000b", "\u0000"})
    void aTextOfNothingOrWithNulIsRefused(String text) {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.asks("send_message", chat.message(text)).isRefused("validation_failed");
        alice.asks("send_message", alice.owner().whisper(text)).isRefused("validation_failed");
        alice.owner()
                .rest()
                .post(chat.messages(), Trees.object("message", text))
                .isRefused("validation_failed");
        assertEquals(0, alice.owner().reads(chat, "").get("lastSeq").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "ok \\ud83d ok"})
    void halfACharacterIsRefused(String escaped) {
        Person alice = person("alice");
        ChatRoom chat = alice.opensChatWith();
        String body = "{\"message\":\"" + escaped + "\"}";
        alice.rest().post(chat.messages(), body).isRefused("validation_failed");
        Inbox inbox = new Inbox();
        PlainClient socket = new PlainDoor().open(server(), alice.token(), inbox);
        socket.send("{\"event\":\"send_message\",\"id\":\"1\",\"data\":{\"chatId\":" + chat.id() + ",\"message\":\""
                + escaped + "\"}}");
        Patience.await(inbox.answer("1"), "an answer").isRefused("validation_failed");
        socket.close();
        assertEquals(0, alice.reads(chat, "").get("lastSeq").asInt());
    }
}
