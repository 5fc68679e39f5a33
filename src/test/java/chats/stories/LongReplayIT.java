package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LongReplayIT extends StrictStory {
    private static final int MISSED = 20_000;

    /**
     * Several times what an outbox takes, and more than the rate lets through at once: whoever is given all of it at once would be cut
     * off as too slow.
     */
    @Test
    void manyMissedMessagesStreamInOrderAndHoldNothingElseUp() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom old = Past.of(stage(), 1, MISSED, "said long ago: ", alice.owner(), bob.owner())
                .get(0);
        ChatRoom other = alice.opensChatWith(bob);
        bob.enters(other);
        alice.owner().posts("a whisper that waits", bob.owner());
        bob.entersAfter(0, old);
        bob.asks("sync_whispers", Trees.object("after", Trees.object())).granted();
        alice.sends("live, elsewhere").to(other);
        bob.sends("sent meanwhile").to(other);
        alice.sends("live, there").to(old);
        int talk = IntStream.range(0, 5)
                .map(i -> {
                    alice.sends("more " + i).to(old);
                    return 1;
                })
                .sum();

        int last = MISSED + 1 + talk;
        long next = 1;
        int heardElsewhere = 0;
        while (next <= last) {
            JsonNode message = bob.inbox().next("receive_message");
            if (message.get("chatId").asLong() == other.id()) {
                heardElsewhere++;
            } else {
                assertEquals(next++, message.get("seq").asLong());
            }
        }
        assertEquals(1, heardElsewhere);
        List<Frame> all = bob.inbox().all();
        int end = position(all, "more 4");
        assertTrue(position(all, "live, elsewhere") < end, "what is said elsewhere does not wait for the end");
        assertTrue(position(all, "a whisper that waits") < end, "nor do whispers");
        assertTrue(position(all, "sent meanwhile") < end, "nor acknowledgements");
        bob.hearsWhisper("a whisper that waits");
    }

    private static int position(List<Frame> all, String text) {
        Optional<Frame> frame = all.stream()
                .filter(heard -> heard.data().path("message").asText().equals(text))
                .findFirst();
        return all.indexOf(frame.orElseThrow());
    }
}
