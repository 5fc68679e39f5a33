package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypingIT extends EveryDoorStory {
    private static void types(Device device, long chatId) {
        JsonNode data = Trees.object("chatId", chatId);
        assertEquals(data, device.asks("typing", data).granted());
    }

    private static void hearsThatTypes(Device device, Device typist, long chatId) {
        assertEquals(
                Trees.object("chatId", chatId, "userId", typist.owner().id()),
                device.inbox().next("typing"));
    }

    /** To be asked after something that came later was heard. */
    private static void heardNobodyType(Device device) {
        List<Frame> heard = device.inbox().all();
        assertTrue(
                heard.stream()
                        .noneMatch(frame ->
                                frame.event().equals("typing") && frame.id().isEmpty()),
                heard::toString);
    }

    @Test
    void theOtherSocketsInTheChatHearIt() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        Device bob = online("bob");
        Device bobOutside = another(bob);
        ChatRoom chat = alice.opensChatWith(bob);
        for (Device device : List.of(alice, alicesPhone, bob)) {
            device.enters(chat);
        }
        types(alice, chat.id());
        hearsThatTypes(bob, alice, chat.id());
        hearsThatTypes(alicesPhone, alice, chat.id());
        alice.asks("send_message", bob.owner().whisper("psst")).granted();
        bobOutside.hearsWhisper("psst");
        heardNobodyType(bobOutside);
        heardNobodyType(alice);
    }

    @Test
    void whoTypesNeedNotHaveEnteredAndIsToldOfOnce() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        bob.enters(chat);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            types(alice, chat.id());
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        hearsThatTypes(bob, alice, chat.id());
        alice.sends("there").to(chat);
        bob.hears("there");
        long heard = bob.inbox().all().stream()
                .filter(frame -> frame.event().equals("typing"))
                .count();
        assertTrue(heard <= 1 + seconds / 2 + 1, heard + " in " + seconds + " s");
    }

    @Test
    void ofADirectChatTheOtherUserHearsItOnAllSockets() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        Device bob = online("bob");
        Device bobsPhone = another(bob);
        long chatId = alice.asks("send_message", bob.owner().whisper("psst"))
                .granted()
                .get("chatId")
                .asLong();
        types(alice, chatId);
        hearsThatTypes(bob, alice, chatId);
        hearsThatTypes(bobsPhone, alice, chatId);
        bob.asks("send_message", alice.owner().whisper("yes?")).granted();
        alicesPhone.hearsWhisper("psst");
        alicesPhone.hearsWhisper("yes?");
        heardNobodyType(alicesPhone);
    }

    @Test
    void itIsNotReplayed() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom chat = alice.opensChatWith(bob);
        types(alice, chat.id());
        alice.sends("there").to(chat);
        bob.entersAfter(0, 0, chat);
        bob.hears("there");
        bob.hearsTheEndOfTheReplay(chat, 1, 0);
        heardNobodyType(bob);
    }

    @Test
    void strangersAreRefused() {
        Device alice = online("alice");
        Device mallory = online("mallory");
        ChatRoom chat = alice.opensChatWith();
        mallory.asks("typing", Trees.object("chatId", chat.id())).isRefused("not_a_member");
        mallory.asks("typing", Trees.object("chatId", 2_000_000_000)).isRefused("chat_not_found");
        mallory.tells("typing", Trees.object("chatId", chat.id()));
        mallory.isRefused("not_a_member");
    }
}
