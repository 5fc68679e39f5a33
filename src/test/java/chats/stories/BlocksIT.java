package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice blocks Bob, who has whispered to her. */
class BlocksIT extends DoorStory {
    private static final String PSST = "psst";

    private final String clientMessageId = UUID.randomUUID().toString();
    private Device alice;
    private Device bob;
    private ChatRoom chat;
    private JsonNode whisper;

    static void block(Person person, Person other) {
        assertEquals(204, person.rest().put(path(other)).status());
    }

    static void unblock(Person person, Person other) {
        assertEquals(204, person.rest().delete(path(other)).status());
    }

    private static String path(Person other) {
        return "/users/me/blocks/" + other.id();
    }

    /** Waits until the node of a socket refuses what changes nothing: an edit to the text that a whisper has. */
    static void awaitBlock(Device blocked, ChatRoom direct, long seq, String text) {
        Patience.until(
                "the block is known",
                () -> blocked.asks("edit_message", edit(text).of(direct, seq))
                        .event()
                        .equals("exception"));
    }

    @Override
    Device online(Person person, String token) {
        return super.online(person, token).isKnown();
    }

    @BeforeEach
    void whisper() {
        alice = online("alice");
        bob = online("bob");
        whisper = bob.sends(PSST).as(clientMessageId).to(alice);
        alice.hearsWhisper(PSST);
        chat = new ChatRoom(whisper.get("chatId").asLong());
    }

    private void blockBob() {
        block(alice.owner(), bob.owner());
        awaitBlock(bob, chat, 1, PSST);
    }

    @Test
    void whoIsBlockedWhispersNoMoreByWhateverDoorAndTarget() {
        blockBob();
        bob.asks("send_message", alice.owner().whisper("again")).isRefused("forbidden");
        bob.asks("send_message", chat.message("again")).isRefused("forbidden");
        Rest rest = bob.owner().rest();
        JsonNode body = Trees.object("whisperTargetId", alice.owner().id(), "message", "again");
        assertEquals(
                "You cannot write to this user.",
                rest.post("/whispers", body)
                        .isRefused("forbidden")
                        .get("detail")
                        .asText());
        rest.post(chat.messages(), Trees.object("message", "again")).isRefused("forbidden");
        hasOneMessage(alice);
        hasOneMessage(bob);
    }

    private void hasOneMessage(Device device) {
        assertEquals(1, device.owner().looksAt(chat).get("lastSeq").asInt());
    }

    @Test
    void whatHeWhisperedHeDeletesButChangesNoMore() {
        JsonNode answer = alice.sends("what?").to(bob);
        long hers = answer.get("seq").asLong();
        bob.does(reaction("👍"), chat, hers);
        blockBob();
        for (Hand hand : Hand.of(bob)) {
            hand.tries(edit("other"), chat, 1).isRefused("forbidden");
            hand.tries(edit("other").as("1"), chat, 1).isRefused("forbidden");
            hand.tries(reaction("👎"), chat, hers).isRefused("forbidden");
            hand.tries(reaction("👎"), chat, 1).isRefused("forbidden");
        }
        assertEquals(whisper, alice.owner().reads(chat, 1));
        assertFalse(bob.does(withdrawal("👍"), chat, hers).has("reactions"));
        assertEquals("", bob.does(deletion(), chat, 1).get("message").asText());
        bob.owner().does(deletion(), chat, 1);
    }

    @Test
    void aResendOfAWhisperFromBeforeIsRefusedAndNothingIsLost() {
        blockBob();
        ObjectNode again = (ObjectNode) alice.owner().whisper(PSST);
        bob.asks("send_message", again.put("clientMessageId", clientMessageId)).isRefused("forbidden");
        assertEquals(whisper, bob.owner().reads(chat, 1));
        unblock(alice.owner(), bob.owner());
        Patience.until(
                "the resend is answered",
                () -> bob.asks("send_message", again).data().equals(whisper));
        hasOneMessage(alice);
    }

    @Test
    void theBlockerWritesOnAndTheRoomsOfBothStayAsTheyAre() {
        ChatRoom room = alice.opensChatWith(bob);
        alice.enters(room);
        bob.enters(room);
        blockBob();
        alice.sends("still here").to(bob);
        bob.hearsWhisper("still here");
        alice.does(reaction("👍"), chat, 1);
        long seq = bob.sends("hello all").to(room).get("seq").asLong();
        alice.hears("hello all");
        bob.does(edit("hello"), room, seq);
        alice.hearsChange();
        alice.sends("hm").to(room);
        bob.hears("hm");
        bob.does(reaction("👍"), room, seq + 1);
    }

    @Test
    void heAddsTheBlockerToNoChat() {
        Device carol = online("carol");
        String clientChatId = UUID.randomUUID().toString();
        JsonNode first = chatOf(alice.owner(), clientChatId);
        ChatRoom before = ChatRoom.of(bob.asks("create_chat", first).granted());
        ChatRoom own = bob.opensChatWith();
        blockBob();
        bob.asks("create_chat", chatOf(alice.owner(), null)).isRefused("forbidden");
        bob.owner().rest().post("/chats", chatOf(alice.owner(), null)).isRefused("forbidden");
        assertEquals(before, ChatRoom.of(bob.asks("create_chat", first).granted()), "it was made before");
        JsonNode both = Trees.object(
                "chatId",
                own.id(),
                "userIds",
                List.of(alice.owner().id(), carol.owner().id()));
        bob.asks("add_members", both).isRefused("forbidden");
        Answer refused = bob.owner().rest().post(own.path() + "/members", both);
        assertEquals(
                "You cannot add user " + alice.owner().id() + " to a chat.",
                refused.isRefused("forbidden").get("detail").asText());
        assertEquals(1, bob.owner().looksAt(own).get("users").size());
        JsonNode carolToo = Trees.object(
                "chatId",
                before.id(),
                "userIds",
                List.of(alice.owner().id(), carol.owner().id()));
        assertEquals(1, bob.asks("add_members", carolToo).granted().get("added").size(), "Alice is a member already");
        alice.opensChatWith(bob);
    }

    private static JsonNode chatOf(Person other, String clientChatId) {
        return Trees.object("userIds", List.of(other.id()), "clientChatId", clientChatId);
    }

    @Test
    void unblockedHeMayDoAllAgain() {
        blockBob();
        unblock(alice.owner(), bob.owner());
        Patience.until(
                "the end of the block is known",
                () -> bob.asks("edit_message", edit(PSST).of(chat, 1)).event().equals("edit_message"));
        bob.sends("sorry").to(alice);
        alice.hearsWhisper("sorry");
        bob.does(reaction("👍"), chat, 1);
        bob.does(edit("psst!"), chat, 1);
        ChatRoom room =
                ChatRoom.of(bob.asks("create_chat", chatOf(alice.owner(), null)).granted());
        alice.isToldOf(room);
    }

    @Test
    void aBlockOfOneIsNoneOfTheOther() {
        blockBob();
        block(bob.owner(), alice.owner());
        unblock(alice.owner(), bob.owner());
        awaitBlockOfAlice();
        Patience.until(
                "the end of the block is known",
                () -> bob.asks("edit_message", edit(PSST).of(chat, 1)).event().equals("edit_message"));
        bob.sends("can you hear me?").to(alice);
        alice.asks("send_message", bob.owner().whisper("yes")).isRefused("forbidden");
    }

    private void awaitBlockOfAlice() {
        Patience.until(
                "the block is known",
                () -> alice.asks("react", withdrawal("👍").of(chat, 1)).event().equals("react")
                        && alice.asks("react", reaction("👍").of(chat, 1))
                                .event()
                                .equals("exception"));
    }
}
