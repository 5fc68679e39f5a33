package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever one socket says and changes without waiting, by chance: each has the effect that the contract says, one after the other. */
class AnyChangesIT extends Story {
    private static final int ACTS = 180;
    private static final String NO_MESSAGE = "message_not_found";
    private static final String CONFLICT = "conflict";

    private final Map<String, Said> sent = new HashMap<>();
    private final Map<String, Edit> edits = new HashMap<>();
    private final List<Said> messages = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final List<CompletableFuture<Frame>> answers = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private Random random;
    private Device alice;
    private ChatRoom chat;

    /** A message as it is to be. */
    private static final class Said {
        private final Set<String> emojis = new LinkedHashSet<>();
        private final String first;
        private String text;

        Said(String text) {
            this.first = text;
            this.text = text;
        }

        boolean isDeleted() {
            return text.isEmpty();
        }
    }

    private record Edit(Said message, String text) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void eachHasItsEffect(long seed) {
        random = new Random(seed);
        alice = online("alice");
        Device bob = online("bob");
        chat = alice.opensChatWith(bob);
        bob.enters(chat);
        for (int i = 0; i < ACTS; i++) {
            switch (random.nextInt(8)) {
                case 0, 1 -> send();
                case 2, 3, 4 -> editAny();
                case 5 -> delete();
                default -> react();
            }
        }
        for (int i = 0; i < ACTS; i++) {
            Frame answer = Patience.await(answers.get(i), "an answer");
            String outcome = answer.event().equals("exception")
                    ? answer.data().get("code").asText()
                    : "";
            assertEquals(outcomes.get(i), outcome, "act " + i + ": " + answer);
        }
        // whatever comes before this is all
        asks("send_message", chat.message("the end"), "");
        messages.add(new Said("the end"));
        events.add("seq " + messages.size() + " the end");
        while (!bob.inbox().next("receive_message").get("message").asText().equals("the end")) {
            // its place is looked at below
        }
        assertEquals(events, heard(bob));
        List<String> history = Trees.each(bob.owner().reads(chat, "limit=200").get("data"))
                .map(AnyChangesIT::state)
                .toList();
        assertEquals(messages.stream().map(AnyChangesIT::state).toList(), history);
    }

    private void send() {
        String text = anyOf("one", "two", "three");
        String id = anyOf("a", "b", "c", "d", "e", "f") + messages.size() / 10;
        Said known = sent.get(id);
        asks(
                "send_message",
                chat.message(text, id),
                known == null || known.isDeleted() || known.first.equals(text) ? "" : CONFLICT);
        if (known == null) {
            Said said = new Said(text);
            messages.add(said);
            sent.put(id, said);
            events.add("seq " + messages.size() + " " + text);
        }
    }

    private void editAny() {
        String text = anyOf("one", "two", "three");
        int seq = anySeq();
        boolean exists = seq <= messages.size();
        if (!exists || random.nextInt(3) == 0) {
            changes(edit(text), seq, outcomeOf(seq));
            set(seq, text);
            return;
        }
        String id = anyOf("a", "b", "c", "d", "e", "f") + messages.size() / 10;
        Said message = messages.get(seq - 1);
        Edit known = edits.get(id);
        if (known == null) {
            changes(edit(text).as(id), seq, outcomeOf(seq));
            if (!message.isDeleted()) {
                edits.put(id, new Edit(message, text));
            }
            set(seq, text);
        } else {
            boolean same = known.message == message && (message.isDeleted() || known.text.equals(text));
            changes(edit(text).as(id), seq, same ? "" : CONFLICT);
        }
    }

    private void set(int seq, String text) {
        if (outcomeOf(seq).isEmpty() && !messages.get(seq - 1).text.equals(text)) {
            messages.get(seq - 1).text = text;
            changed(seq);
        }
    }

    private void delete() {
        int seq = anySeq();
        changes(deletion(), seq, seq <= messages.size() ? "" : NO_MESSAGE);
        if (outcomeOf(seq).isEmpty()) {
            messages.get(seq - 1).text = "";
            messages.get(seq - 1).emojis.clear();
            changed(seq);
        }
    }

    private void react() {
        int seq = anySeq();
        String emoji = anyOf("👍", "🎉", "❤️", "😀");
        boolean on = random.nextInt(3) > 0;
        changes(on ? reaction(emoji) : withdrawal(emoji), seq, outcomeOf(seq));
        if (outcomeOf(seq).isEmpty()) {
            Set<String> emojis = messages.get(seq - 1).emojis;
            if (on ? emojis.add(emoji) : emojis.remove(emoji)) {
                changed(seq);
            }
        }
    }

    /** Of a change that nothing is known of. */
    private String outcomeOf(int seq) {
        if (seq > messages.size()) {
            return NO_MESSAGE;
        }
        return messages.get(seq - 1).isDeleted() ? CONFLICT : "";
    }

    private void changed(int seq) {
        events.add("changed behind " + messages.size() + ": " + seq + " " + state(messages.get(seq - 1)));
    }

    private void changes(Change change, int seq, String outcome) {
        asks(change.event(), change.of(chat, seq), outcome);
    }

    private void asks(String event, JsonNode data, String outcome) {
        answers.add(alice.requests(event, data));
        outcomes.add(outcome);
    }

    private static String state(Said message) {
        return message.text + message.emojis;
    }

    private static String state(JsonNode message) {
        return message.get("message").asText()
                + Trees.each(message.path("reactions"))
                        .map(each -> each.get("emoji").asText())
                        .toList();
    }

    private List<String> heard(Device bob) {
        List<String> heard = new ArrayList<>();
        for (Frame frame : bob.inbox().all()) {
            JsonNode data = frame.data();
            if (frame.event().equals("receive_message")) {
                heard.add("seq " + data.get("seq") + " " + data.get("message").asText());
            } else if (frame.event().equals("message_changed")) {
                heard.add("changed behind " + data.get("afterSeq") + ": " + data.at("/message/seq") + " "
                        + state(data.get("message")));
            }
        }
        return heard;
    }

    /** Of the last few messages, or of none. */
    private int anySeq() {
        return Math.max(1, messages.size() + 1 - random.nextInt(6));
    }

    private String anyOf(String... choice) {
        return choice[random.nextInt(choice.length)];
    }
}
