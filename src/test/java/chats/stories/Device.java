package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Shapes;
import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One socket of a person, and what that person does and hears with it. */
final class Device implements Hand {
    private final AtomicInteger requests = new AtomicInteger();
    private final Person owner;
    private final Inbox inbox;
    private final Transport transport;

    Device(Person owner, Inbox inbox, Transport transport) {
        this.owner = owner;
        this.inbox = inbox;
        this.transport = transport;
    }

    Person owner() {
        return owner;
    }

    Inbox inbox() {
        return inbox;
    }

    Transport transport() {
        return transport;
    }

    /** Sends an event without wanting an answer. */
    void tells(String event, JsonNode data) {
        transport.send(event, data, Optional.empty());
    }

    /** Sends an event and does not wait for the answer. */
    CompletableFuture<Frame> requests(String event, JsonNode data) {
        String id = "request-" + requests.incrementAndGet();
        transport.send(event, data, Optional.of(id));
        return inbox.answer(id);
    }

    /** Sends an event and waits for the answer. */
    Frame asks(String event, JsonNode data) {
        Frame answer = Patience.await(requests(event, data), event + " is answered");
        if (!answer.event().equals("exception")) {
            assertEquals(event, answer.event());
        }
        return answer;
    }

    /** Waits until the server knows this socket: it answers the handshake of a plain WebSocket before. */
    Device isKnown() {
        asks("leave_chat", Trees.object("chatIds", List.of(1))).granted();
        return this;
    }

    ChatRoom opensChatWith(Device... others) {
        return owner.opensChatWith(Stream.of(others).map(Device::owner).toArray(Person[]::new));
    }

    /** Enters these chats; returns the acknowledgement. */
    JsonNode enters(ChatRoom... chats) {
        return asks("enter_chat", Trees.object("chatIds", ids(chats))).granted();
    }

    /** Enters a chat and hears everything above that seq. */
    JsonNode entersAfter(long seq, ChatRoom chat) {
        JsonNode after = Trees.object(Long.toString(chat.id()), seq);
        return asks("enter_chat", Trees.object("chatIds", ids(chat), "after", after))
                .granted();
    }

    /** Enters a chat and hears everything above that seq, and what changed above that rev of what is not. */
    JsonNode entersAfter(long seq, long rev, ChatRoom chat) {
        String key = Long.toString(chat.id());
        JsonNode cursors =
                Trees.object("chatIds", ids(chat), "after", Trees.object(key, seq), "afterRev", Trees.object(key, rev));
        return asks("enter_chat", cursors).granted();
    }

    void leaves(ChatRoom... chats) {
        asks("leave_chat", Trees.object("chatIds", ids(chats))).granted();
    }

    Sending sends(String text) {
        return new Sending(this, text, Optional.empty());
    }

    /** The next message that is heard has this text. */
    JsonNode hears(String text) {
        JsonNode message = inbox.next("receive_message");
        Shapes.message(message);
        assertEquals(text, message.get("message").asText());
        return message;
    }

    /** The next messages that are heard have these texts. */
    void hears(String first, String... more) {
        hears(first);
        Stream.of(more).forEach(this::hears);
    }

    /** The next that many messages that are heard. */
    List<JsonNode> hearsMessages(int count) {
        List<JsonNode> heard = new ArrayList<>();
        while (heard.size() < count) {
            heard.add(inbox.next("receive_message"));
        }
        return heard;
    }

    /** The next whisper that is heard has this text. */
    JsonNode hearsWhisper(String text) {
        JsonNode whisper = inbox.next("receive_whisper");
        Shapes.whisper(whisper);
        assertEquals(text, whisper.get("message").asText());
        return whisper;
    }

    @Override
    public Outcome tries(Change change, ChatRoom chat, long seq) {
        return asks(change.event(), change.of(chat, seq));
    }

    /** Without waiting for the answer. */
    CompletableFuture<Frame> requests(Change change, ChatRoom chat, long seq) {
        return requests(change.event(), change.of(chat, seq));
    }

    /** The next change that is heard. */
    JsonNode hearsChange() {
        JsonNode change = inbox.next("message_changed");
        Shapes.changed(change);
        return change;
    }

    /** The next change that is heard is this one. */
    void hearsChange(long rev, long afterSeq, JsonNode message) {
        assertEquals(
                Trees.object("chatId", message.get("chatId"), "rev", rev, "afterSeq", afterSeq, "message", message),
                hearsChange());
    }

    /** The next change of a chat that is heard. */
    JsonNode hearsChatChange() {
        JsonNode change = inbox.next("chat_changed");
        Shapes.chatChanged(change);
        return change;
    }

    /** The next chat of which its user is told not to be a member any more is that one. */
    void isTurnedAwayFrom(ChatRoom chat, Person by) {
        assertEquals(Trees.object("chatId", chat.id(), "by", by.id()), inbox.next("chat_removed"));
    }

    /** The next replay ends with these cursors. */
    void hearsTheEndOfTheReplay(ChatRoom chat, long lastSeq, long lastRev) {
        JsonNode replayed = inbox.next("replayed");
        Shapes.cursors(replayed);
        assertEquals(Trees.object("chatId", chat.id(), "lastSeq", lastSeq, "lastRev", lastRev), replayed);
    }

    /** A replay of each of these chats ends, in whatever order. */
    void hearsTheEndOfEach(ChatRoom... chats) {
        Set<Long> ended = new HashSet<>();
        for (int i = 0; i < chats.length; i++) {
            JsonNode replayed = inbox.next("replayed");
            Shapes.cursors(replayed);
            ended.add(replayed.get("chatId").asLong());
        }
        assertEquals(LongStream.of(ids(chats)).boxed().collect(Collectors.toSet()), ended);
    }

    /** What was heard of a chat so far, in order: {@code seq 1}, {@code rev 1} and {@code replayed}. */
    List<String> heard(ChatRoom chat) {
        return inbox.all().stream()
                .filter(frame ->
                        frame.id().isEmpty() && frame.data().path("chatId").asLong() == chat.id())
                // comes whenever it does
                .filter(frame -> !frame.event().equals("chat_read"))
                .map(frame -> switch (frame.event()) {
                    case "receive_message", "receive_whisper" ->
                        "seq " + frame.data().get("seq");
                    case "message_changed" -> "rev " + frame.data().get("rev");
                    default -> frame.event();
                })
                .toList();
    }

    /** What a message said did not come any more after its deletion had, in no event and no acknowledgement. */
    void heardNothingOfWhatWasDeleted(ChatRoom chat) {
        Set<JsonNode> deleted = new HashSet<>();
        for (Frame frame : inbox.all()) {
            JsonNode message =
                    frame.data().has("message") && frame.data().get("message").isObject()
                            ? frame.data().get("message")
                            : frame.data();
            if (message.path("chatId").asLong() == chat.id() && message.has("seq")) {
                JsonNode seq = message.get("seq");
                if (message.has("deletedAt")) {
                    deleted.add(seq);
                }
                assertTrue(
                        message.has("deletedAt") || !deleted.contains(seq),
                        () -> "after its deletion: " + frame + " in " + inbox.all());
            }
        }
    }

    /** The next new chat that this device is told of is that one. */
    JsonNode isToldOf(ChatRoom chat) {
        JsonNode created = inbox.next("chat_created");
        assertEquals(chat, ChatRoom.of(created));
        return created;
    }

    /** The next failure of an event without id has this code, if its door has codes. */
    void isRefused(String code) {
        new Frame("exception", inbox.next("exception"), Optional.empty()).isRefused(code);
    }

    /** The server ends the connection with this code. */
    void isClosedWith(int code) {
        assertEquals(transport.closing(code), Patience.await(transport.closed(), "the server closes the socket"));
    }

    private static long[] ids(ChatRoom... chats) {
        return Stream.of(chats).mapToLong(ChatRoom::id).toArray();
    }
}
