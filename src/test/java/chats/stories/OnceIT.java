package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Shapes;
import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnceIT extends DoorStory {
    @Test
    void aResentMessageIsTheStoredOneAndNobodyHearsItAgain() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        JsonNode first = alice.sends("hi").as("1").to(chat);
        assertEquals(first, alice.sends("hi").as("1").to(chat));
        assertEquals(first, alicesPhone.sends("hi").as("1").to(chat));
        JsonNode again = Trees.object("message", "hi", "clientMessageId", "1");
        assertEquals(first, alice.owner().rest().post(chat.messages(), again).ok());
        assertEquals(2, alice.sends("next").to(chat).get("seq").asInt());
        assertEquals("1", bob.hears("hi").get("clientMessageId").asText());
        bob.hears("next");
    }

    @Test
    void aResentWhisperIsTheStoredOneAndNobodyHearsItAgain() {
        Device alice = online("alice");
        Device bob = online("bob");
        JsonNode first = alice.sends("psst").as("1").to(bob);
        assertEquals(first, alice.sends("psst").as("1").to(bob));
        alice.sends("next").to(bob);
        bob.hearsWhisper("psst");
        bob.hearsWhisper("next");
    }

    @Test
    void anythingElseUnderThatIdIsAConflict() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        ChatRoom other = alice.opensChatWith(bob);
        alice.sends("hi").as("1").to(chat);
        alice.asks("send_message", chat.message("ho", "1")).isRefused("conflict");
        alice.asks("send_message", other.message("hi", "1")).isRefused("conflict");
        JsonNode whisper = Trees.object("whisperTargetId", bob.owner().id(), "message", "hi", "clientMessageId", "1");
        alice.asks("send_message", whisper).isRefused("conflict");
        alice.owner().rest().post("/whispers", whisper).isRefused("conflict");
        JsonNode text = Trees.object("message", "ho", "clientMessageId", "1");
        alice.owner().rest().post(chat.messages(), text).isRefused("conflict");
        alice.sends("psst").as("2").to(bob);
        alice.asks("send_message", chat.message("psst", "2")).isRefused("conflict");
        assertEquals(1, alice.owner().reads(chat, "").get("lastSeq").asInt());
        assertEquals(0, alice.owner().reads(other, "").get("lastSeq").asInt());
    }

    @Test
    void twoPeopleMayUseTheSameId() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        assertEquals(1, alice.sends("hi").as("1").to(chat).get("seq").asInt());
        assertEquals(2, bob.sends("hi").as("1").to(chat).get("seq").asInt());
    }

    @Test
    void ofManyAtOnceExactlyOneIsStored() {
        Device alice = online("alice");
        List<Device> sockets = List.of(alice, another(alice), another(alice), another(alice));
        ChatRoom chat = alice.opensChatWith();
        JsonNode body = Trees.object("message", "hi", "clientMessageId", "1");
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            for (Device socket : sockets) {
                answers.add(
                        socket.requests("send_message", chat.message("hi", "1")).thenApply(Frame::granted));
            }
            answers.add(CompletableFuture.supplyAsync(
                    () -> alice.owner().rest().post(chat.messages(), body).body()));
        }
        JsonNode stored = alice.owner().rest().post(chat.messages(), body).body();
        Shapes.message(stored);
        answers.forEach(answer -> assertEquals(stored, Patience.await(answer, "an answer")));
        assertEquals(1, alice.owner().reads(chat, "").get("lastSeq").asInt());
        assertEquals(2, alice.sends("next").to(chat).get("seq").asInt());
    }

    @Test
    void ofDifferentTextsUnderOneIdAtOnceExactlyOneIsStored() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        ChatRoom chat = alice.opensChatWith();
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Frame> here = alice.requests("send_message", chat.message("here", "id " + i));
            CompletableFuture<Frame> there = alicesPhone.requests("send_message", chat.message("there", "id " + i));
            List<Frame> answers = List.of(Patience.await(here, "an answer"), Patience.await(there, "an answer"));
            Frame refused = answers.get(0).event().equals("exception") ? answers.get(0) : answers.get(1);
            refused.isRefused("conflict");
            answers.get(1 - answers.indexOf(refused)).granted();
        }
        assertEquals(10, alice.owner().reads(chat, "").get("lastSeq").asInt());
    }

    @Test
    void anIdHasUpTo64Characters() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.sends("hi").as("x".repeat(64)).to(chat);
        alice.sends("null is none").to(chat);
        assertEquals(
                3,
                alice.asks("send_message", Trees.object("chatId", chat.id(), "message", "hi", "clientMessageId", null))
                        .granted()
                        .get("seq")
                        .asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "65", "\u0000"})
    void anyOtherIdIsRefused(String given) {
        String id = given.equals("65") ? "x".repeat(65) : given;
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        alice.asks("send_message", chat.message("hi", id)).isRefused("validation_failed");
        JsonNode message = Trees.object("message", "hi", "clientMessageId", id);
        alice.owner().rest().post(chat.messages(), message).isRefused("validation_failed");
        JsonNode newChat = Trees.object("userIds", Person.ids(alice.owner()), "clientChatId", id);
        alice.asks("create_chat", newChat).isRefused("validation_failed");
        alice.owner().rest().post("/chats", newChat).isRefused("validation_failed");
    }
}
