package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomsIT extends EveryDoorStory {
    @Test
    void everySocketInTheRoomHearsAMessageButTheOneThatSentIt() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        for (Device device : new Device[] {alice, alicesPhone, bob}) {
            device.enters(chat);
        }
        alice.sends("hi").to(chat);
        bob.hears("hi");
        alicesPhone.hears("hi");
        bob.sends("hello").to(chat);
        alice.hears("hello");
        alicesPhone.hears("hello");
    }

    @Test
    void whoSendsNeedNotHaveEntered() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends("from outside").to(chat);
        bob.hears("from outside");
    }

    @Test
    void aMemberWhoHasNotEnteredHearsNothing() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.sends("too early").to(chat);
        bob.enters(chat);
        alice.sends("in time").to(chat);
        bob.hears("in time");
    }

    @Test
    void anEventWithoutIdIsNotAnswered() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.tells("enter_chat", Trees.object("chatIds", new long[] {chat.id()}));
        alice.tells("send_message", chat.message("no answer, please"));
        bob.hears("no answer, please");
        bob.sends("first").to(chat);
        alice.hears("first");
        assertTrue(
                alice.inbox().all().stream()
                        .allMatch(frame ->
                                List.of("chat_created", "receive_message").contains(frame.event())),
                () -> "received: " + alice.inbox().all());
    }

    @Test
    void messagesSentOverRestAreHeardToo() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        alice.enters(chat);
        bob.enters(chat);
        alice.owner().posts("by REST", chat);
        bob.hears("by REST");
        alice.hears("by REST");
    }

    @Test
    void enteringTellsHowFarTheChatIs() {
        Device alice = online("alice");
        ChatRoom quiet = alice.opensChatWith();
        ChatRoom busy = alice.opensChatWith();
        alice.sends("one").to(busy);
        alice.sends("two").to(busy);
        JsonNode quietly = Trees.object("chatId", quiet.id(), "lastSeq", 0, "lastRev", 0);
        JsonNode busily = Trees.object("chatId", busy.id(), "lastSeq", 2, "lastRev", 0);
        assertEquals(Trees.of(new Object[] {quietly, busily}), alice.enters(quiet, busy, quiet));
        assertEquals(Trees.of(new Object[] {busily, quietly}), alice.enters(busy, quiet), "in the order asked for");
    }

    @Test
    void enteringIsAllOrNothing() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom shared = alice.opensChatWith(bob);
        ChatRoom secret = alice.opensChatWith();
        bob.asks("enter_chat", Trees.object("chatIds", new long[] {shared.id(), secret.id()}))
                .isRefused("not_a_member");
        bob.asks("enter_chat", Trees.object("chatIds", new long[] {shared.id(), 2_000_000_000}))
                .isRefused("chat_not_found");
        bob.asks("enter_chat", Trees.object("chatIds", new long[] {secret.id(), 2_000_000_000}))
                .isRefused("chat_not_found");
        alice.sends("unheard").to(shared);
        bob.enters(shared);
        alice.sends("heard").to(shared);
        bob.hears("heard");
    }

    @Test
    void leavingEndsHearingButNotMembership() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        assertEquals(
                Trees.of(new Object[] {Trees.object("chatId", chat.id())}),
                bob.asks("leave_chat", Trees.object("chatIds", new long[] {chat.id(), chat.id()}))
                        .granted());
        alice.sends("behind his back").to(chat);
        bob.sends("still a member").to(chat);
        bob.enters(chat);
        alice.sends("welcome back").to(chat);
        bob.hears("welcome back");
    }

    @Test
    void leavingOnOneSocketDoesNotEndHearingOnAnother() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device bobsPhone = another(bob);
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        bobsPhone.enters(chat);
        bob.leaves(chat);
        alice.sends("hi").to(chat);
        bobsPhone.hears("hi");
    }

    @Test
    void enteringAgainChangesNothing() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends("one").to(chat);
        bob.hears("one");
        bob.enters(chat);
        alice.sends("two").to(chat);
        alice.sends("three").to(chat);
        bob.hears("two", "three");
    }

    @Test
    void strangersNeitherEnterNorSend() {
        Device alice = online("alice");
        Device mallory = online("mallory");
        ChatRoom chat = alice.opensChatWith();
        mallory.asks("enter_chat", Trees.object("chatIds", new long[] {chat.id()}))
                .isRefused("not_a_member");
        mallory.asks("send_message", chat.message("let me in")).isRefused("not_a_member");
        assertEquals(0, alice.owner().reads(chat, "").get("lastSeq").asInt());
    }

    @Test
    void aChatThatDoesNotExistIsNotFound() {
        Device alice = online("alice");
        ChatRoom nowhere = new ChatRoom(2_000_000_000);
        alice.asks("enter_chat", Trees.object("chatIds", new long[] {nowhere.id()}))
                .isRefused("chat_not_found");
        alice.asks("send_message", nowhere.message("hello?")).isRefused("chat_not_found");
    }
}
