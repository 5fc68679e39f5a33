package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LongReplayOfChangesIT extends Story {
    private static final int CHANGED = 12_000;

    /** Several times what an outbox takes: whoever is given all of it at once would be cut off as too slow. */
    @Test
    void manyMissedChangesStreamInOrderAndWhatChangesMeanwhileIsKnownInTheEnd() {
        Device alice = online("alice");
        Device bob = online("bob");
        ChatRoom old = Past.of(stage(), 1, CHANGED, "said long ago: ", alice.owner(), bob.owner())
                .get(0);
        Past.edits(stage(), old, CHANGED);
        bob.entersAfter(CHANGED, 0, old);
        alice.does(edit("early"), old, 5);
        JsonNode late = alice.does(reaction("👍"), old, CHANGED - 5);
        JsonNode deleted = alice.does(deletion(), old, CHANGED - 10);
        JsonNode next = alice.sends("next").to(old);
        JsonNode again = alice.does(edit("early again"), old, 5);

        // each is waited for by itself: all of them take minutes on a slow machine
        Map<Long, JsonNode> last = new HashMap<>();
        long rev = 0;
        while (rev < CHANGED + 4) {
            JsonNode change = bob.inbox().next("message_changed");
            assertTrue(change.get("rev").asLong() > rev, () -> "in order: " + change);
            rev = change.get("rev").asLong();
            last.put(change.at("/message/seq").asLong(), change.get("message"));
        }
        bob.hears("next");
        assertEquals(CHANGED, last.size());
        assertEquals(again, last.get(5L));
        assertEquals(late, last.get(CHANGED - 5L));
        assertEquals(deleted, last.get(CHANGED - 10L));
        assertEquals(CHANGED + 1, next.get("seq").asInt());
        List<String> heard = bob.heard(old);
        assertEquals(1, heard.stream().filter("replayed"::equals).count());
        bob.heardNothingOfWhatWasDeleted(old);
    }
}
