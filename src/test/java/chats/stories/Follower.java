package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import chats.client.Shapes;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A device that keeps a copy of a chat as the contract lets it: it takes what it hears in the order in which it comes, and
 * goes on from its cursors when it comes back. It says nothing itself, and holds the server to the order of what is heard.
 */
final class Follower {
    private final Map<Long, JsonNode> messages = new TreeMap<>();
    private final Device device;
    private final ChatRoom chat;
    private int read;
    private long seq;
    private long rev;
    private long heardRev;
    private boolean hearing;
    private boolean replaying;

    /** Knows nothing yet. */
    Follower(Device device, ChatRoom chat) {
        this.device = device;
        this.chat = chat;
        this.read = device.inbox().all().size();
    }

    /** Knows the newest messages by REST. */
    static Follower withHistory(Device device, ChatRoom chat) {
        Follower follower = new Follower(device, chat);
        Person person = device.owner();
        follower.rev = person.looksAt(chat).get("lastRev").asLong();
        JsonNode history = person.reads(chat, "limit=200");
        follower.seq = history.get("lastSeq").asLong();
        history.get("data")
                .forEach(message -> follower.messages.put(message.get("seq").asLong(), message));
        return follower;
    }

    /** Goes on from where it was; what it heard of a direct chat meanwhile comes again. */
    void enters() {
        reads();
        hearing = false;
        device.entersAfter(seq, rev, chat);
    }

    void leaves() {
        device.leaves(chat);
        reads();
        hearing = false;
    }

    /** Hears changes until one gives a message this text. */
    void hearsUntil(String text) {
        while (!device.hearsChange().get("message").get("message").asText().equals(text)) {
            // what came before is read below
        }
        Patience.until("the replay ends", () -> {
            reads();
            return !replaying;
        });
    }

    /** Knows what everybody knows. */
    void knows(JsonNode history) {
        Map<Long, JsonNode> all = new TreeMap<>();
        history.get("data").forEach(message -> all.put(message.get("seq").asLong(), message));
        assertEquals(all, messages);
    }

    private void reads() {
        List<Frame> all = device.inbox().all();
        for (; read < all.size(); read++) {
            takes(all.get(read));
        }
    }

    private void takes(Frame frame) {
        if (frame.id().isPresent()) {
            if (frame.event().equals("enter_chat")) {
                hearing = true;
                replaying = true;
                heardRev = rev;
            }
        } else if (hearing && frame.data().path("chatId").asLong() == chat.id()) {
            switch (frame.event()) {
                case "receive_message", "receive_whisper" -> hearsMessage(frame.data());
                case "message_changed" -> hearsChange(frame.data());
                case "replayed" -> hearsTheEnd(frame.data());
                case "chat_read" -> {} // has no place in the order
                default -> fail("heard: " + frame);
            }
        }
    }

    private void hearsMessage(JsonNode message) {
        Shapes.said(message);
        assertEquals(++seq, message.get("seq").asLong(), () -> "the next message: " + message);
        messages.put(seq, message);
    }

    private void hearsChange(JsonNode change) {
        Shapes.changed(change);
        long next = change.get("rev").asLong();
        assertTrue(next > heardRev, () -> "above " + heardRev + ": " + change);
        heardRev = next;
        if (!replaying) {
            assertEquals(seq, change.get("afterSeq").asLong(), () -> "in its place: " + change);
            rev = next;
        }
        JsonNode message = change.get("message");
        long changed = message.get("seq").asLong();
        assertTrue(messages.containsKey(changed), () -> "of a message that was heard: " + change);
        messages.put(changed, message);
    }

    private void hearsTheEnd(JsonNode cursors) {
        Shapes.cursors(cursors);
        assertTrue(replaying, () -> "at the end of a replay: " + cursors);
        assertEquals(seq, cursors.get("lastSeq").asLong(), () -> "all was heard: " + cursors);
        assertTrue(cursors.get("lastRev").asLong() >= heardRev, () -> "not below " + heardRev + ": " + cursors);
        rev = cursors.get("lastRev").asLong();
        heardRev = rev;
        replaying = false;
    }
}
