package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What only a client of Socket.IO has: transports, a connection that it makes again by itself, and binary data. */
class JavaScriptClientIT extends Story {
    @Override
    Door door() {
        return JavaScriptDoor.BY_DEFAULT;
    }

    @Test
    void byDefaultItStartsOnPollingAndUpgrades() {
        JavaScriptClient client =
                client(JavaScriptDoor.BY_DEFAULT, person("alice").token());
        assertEquals("polling", transport(client));
        assertEquals("websocket", transport(client));
        client.close();
    }

    @Test
    void itMayDoWithWebSocketAlone() {
        JavaScriptClient client =
                client(JavaScriptDoor.WEBSOCKET, person("alice").token());
        assertEquals("websocket", transport(client));
        client.close();
    }

    @Test
    void whoIsRefusedIsToldWhyAndDoesNotTryAgain() {
        JavaScriptClient client = client(JavaScriptDoor.POLLING, "no token");
        JsonNode refused = client.next("refused");
        assertEquals("unauthorized", refused.get("message").asText());
        assertEquals("unauthorized", refused.get("code").asText());
        assertFalse(refused.get("triesAgain").asBoolean());
        client.close();
    }

    @Test
    void aTokenByFunctionIsAskedForAgainWhenItReconnects() {
        Person alice = person("alice");
        JavaScriptClient client = client(JavaScriptDoor.WEBSOCKET, brief(alice));
        client.next("connected");
        client.nextToken(alice.token());
        JsonNode disconnected = client.next("disconnected");
        assertEquals("transport close", disconnected.get("reason").asText());
        assertTrue(disconnected.get("triesAgain").asBoolean());
        client.next("connected");
        client.close();
    }

    @Test
    void aTokenGivenOnceIsStillTheOldOneWhenItReconnects() {
        JavaScriptClient client = client(JavaScriptDoor.POLLING, brief(person("alice")));
        client.next("connected");
        client.next("disconnected");
        assertEquals("token_expired", client.next("refused").get("code").asText());
        client.close();
    }

    @Test
    void whatWasSaidWhileItWasAwayIsReplayed() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends("one").to(chat);
        bob.hears("one");
        JavaScriptClient phone = (JavaScriptClient) bob.transport();
        phone.cut();
        phone.next("disconnected");
        phone.next("connected");
        alice.sends("two").to(chat);
        bob.entersAfter(1, chat);
        bob.hears("two");
    }

    @Test
    void binaryDataIsRefusedAndTheConnectionStays() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        JavaScriptClient client = (JavaScriptClient) alice.transport();
        JsonNode bytes = Trees.object("chatId", chat.id(), "message", Map.of("$bytes", "AQIDBA=="));
        client.send("send_message", bytes, Optional.of("bytes"));
        Patience.await(alice.inbox().answer("bytes"), "an answer").isRefused("validation_failed");
        client.send("send_message", Trees.object("$bytes", "AQIDBA=="), Optional.of("bytes alone"));
        Patience.await(alice.inbox().answer("bytes alone"), "an answer").isRefused("validation_failed");
        alice.sends("text").to(chat);
        assertFalse(client.closed().isDone());
    }

    @Test
    void whoFloodsWithBinaryDataIsClosed() {
        Device flooder = online("flooder");
        for (int i = 0; i < 1_200; i++) {
            flooder.tells("send_message", Trees.object("$bytes", "AQIDBA=="));
        }
        flooder.isClosedWith(4429);
    }

    /** For some seconds. */
    private String brief(Person person) {
        return provider()
                .token(person.subject(), person.nickname(), Instant.now().plusSeconds(4));
    }

    private JavaScriptClient client(JavaScriptDoor door, String token) {
        JavaScriptClient client = new JavaScriptClient(new Inbox());
        client.open(server().ws("/chats"), Trees.parse(door.options()), token, door.tokenBy());
        return client;
    }

    private static String transport(JavaScriptClient client) {
        return client.next("transport").get("name").asText();
    }
}
