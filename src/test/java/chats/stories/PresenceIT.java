package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PresenceIT extends EveryDoorStory {
    static JsonNode watches(Device device, long... users) {
        return device.asks("watch_presence", Trees.object("userIds", users)).granted();
    }

    /** Waits until the device has heard that this user is there, or is not. */
    static JsonNode hears(Device device, Person user, boolean isOnline) {
        JsonNode presence = device.inbox().next("presence");
        assertEquals(user.id(), presence.get("userId").asLong());
        assertEquals(isOnline, presence.get("online").asBoolean(), presence::toString);
        return presence;
    }

    static JsonNode unknown(long userId) {
        return Trees.object("userId", userId, "online", false, "seenAt", null);
    }

    @Test
    void aWatcherHearsOfComingAndGoing() {
        Device alice = online("alice");
        Person bob = person("bob");
        alice.owner().opensChatWith(bob);
        assertEquals(Trees.of(new Object[] {unknown(bob.id())}), watches(alice, bob.id()));
        Device bobsPhone = online(bob);
        hears(alice, bob, true);
        long closed = System.nanoTime();
        bobsPhone.transport().close();
        JsonNode gone = hears(alice, bob, false);
        long seconds = (System.nanoTime() - closed) / 1_000_000_000;
        assertTrue(seconds >= 9, () -> "after " + seconds + " s");
        Device alicesDesk = another(alice);
        JsonNode answer = Trees.of(new Object[] {gone});
        Patience.until(
                "all nodes say the same", () -> watches(alicesDesk, bob.id()).equals(answer));
    }

    @Test
    void whoWhispersSeesTheOtherAndAStrangerSeesNobody() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device mallory = online("mallory");
        long unknownId = 2_000_000_000;
        long bobsId = bob.owner().id();
        assertEquals(Trees.of(new Object[] {unknown(unknownId), unknown(bobsId)}), watches(mallory, unknownId, bobsId));
        alice.asks("send_message", bob.owner().whisper("psst")).granted();
        JsonNode answer = watches(alice, unknownId, bobsId, mallory.owner().id(), bobsId);
        assertEquals(3, answer.size());
        assertEquals(unknown(unknownId), answer.get(0));
        assertEquals(bobsId, answer.get(1).get("userId").asLong());
        assertEquals(unknown(mallory.owner().id()), answer.get(2));
        if (!answer.get(1).get("online").asBoolean()) {
            // on another node, which has not told of him yet
            hears(alice, bob.owner(), true);
        }
        assertFalse(
                mallory.inbox().all().stream().anyMatch(frame -> frame.event().equals("presence")));
    }

    @Test
    void aReconnectTellsNothingAndWhoIsWatchedNowReplacesThoseBefore() {
        Device alice = online("alice");
        Person bob = person("bob");
        Person carol = person("carol");
        alice.owner().opensChatWith(bob, carol);
        watches(alice, bob.id());
        Device bobsPhone = online(bob);
        hears(alice, bob, true);
        bobsPhone.transport().close();
        online(bob);
        watches(alice, carol.id());
        online(carol);
        hears(alice, carol, true);
        watches(alice);
        assertEquals(
                2,
                alice.inbox().all().stream()
                        .filter(frame -> frame.event().equals("presence"))
                        .count());
    }

    @Test
    void fiveHundredAndOneAreTooMany() {
        Device alice = online("alice");
        alice.asks("watch_presence", Trees.object("userIds", Person.strangers(501)))
                .isRefused("validation_failed");
        JsonNode answer = watches(alice, Person.strangers(500));
        assertEquals(
                LongStream.of(Person.strangers(500)).boxed().toList(),
                answer.findValues("userId").stream().map(JsonNode::asLong).toList());
        assertEquals(
                List.of(),
                answer.findValues("online").stream().filter(JsonNode::asBoolean).toList());
    }
}
