package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice and Bob, who share a room with Carol, do not see each other any more. */
class HiddenPresenceIT extends DoorStory {
    private Device alice;
    private Device bob;
    private Device carol;
    private ChatRoom room;

    @Override
    Device online(Person person, String token) {
        return super.online(person, token).isKnown();
    }

    @BeforeEach
    void meet() {
        alice = online("alice");
        bob = online("bob");
        carol = online("carol");
        room = alice.opensChatWith(bob, carol);
        for (Device device : new Device[] {alice, bob, carol}) {
            device.enters(room);
        }
    }

    /** Watches, and waits until the other one is seen. */
    private static void sees(Device device, Device other) {
        JsonNode answer = PresenceIT.watches(device, other.owner().id());
        if (!answer.at("/0/online").asBoolean()) {
            PresenceIT.hears(device, other.owner(), true);
        }
    }

    private static void isHiddenFrom(Device device, Device other) {
        assertEquals(PresenceIT.unknown(other.owner().id()), device.inbox().next("presence"));
        assertEquals(
                Trees.of(new Object[] {PresenceIT.unknown(other.owner().id())}),
                PresenceIT.watches(device, other.owner().id()));
    }

    @Test
    void aBlockHidesBothFromEachOtherAndItsEndShowsThemAgain() {
        sees(alice, bob);
        sees(bob, alice);
        PresenceIT.watches(carol, alice.owner().id(), bob.owner().id());
        BlocksIT.block(alice.owner(), bob.owner());
        isHiddenFrom(alice, bob);
        isHiddenFrom(bob, alice);
        BlocksIT.unblock(alice.owner(), bob.owner());
        PresenceIT.hears(alice, bob.owner(), true);
        PresenceIT.hears(bob, alice.owner(), true);
        carol.isKnown();
        assertTrue(
                carol.inbox().all().stream()
                        .filter(frame -> frame.event().equals("presence"))
                        .allMatch(frame -> frame.data().get("online").asBoolean()),
                "nothing is hidden from others");
    }

    @Test
    void whoIsRemovedFromTheLastCommonChatIsSeenNoMore() {
        sees(alice, bob);
        sees(bob, alice);
        alice.asks("remove_members", Trees.object("chatId", room.id(), "userIds", new long[] {
                    bob.owner().id()
                }))
                .granted();
        isHiddenFrom(alice, bob);
        isHiddenFrom(bob, alice);
    }

    @Test
    void whoIsBlockedAndTheBlockerDoNotHearEachOtherType() {
        BlocksIT.block(alice.owner(), bob.owner());
        Patience.until(
                "the block is known",
                () -> bob.asks("create_chat", Trees.object("userIds", new long[] {
                            alice.owner().id()
                        }))
                        .event()
                        .equals("exception"));
        types(alice);
        types(bob);
        hearsThatTypes(carol, alice);
        hearsThatTypes(carol, bob);
        for (Device device : new Device[] {alice, bob}) {
            device.sends("behind it").to(room);
            carol.hears("behind it");
        }
        alice.hears("behind it");
        bob.hears("behind it");
        heardNobodyType(alice);
        heardNobodyType(bob);
        BlocksIT.unblock(alice.owner(), bob.owner());
        Patience.until("Bob hears Alice type again", () -> {
            types(alice);
            return heardTypings(bob) > 0;
        });
        Patience.until("Alice hears Bob type again", () -> {
            types(bob);
            return heardTypings(alice) > 0;
        });
    }

    @Test
    void inTheirDirectChatTypingIsAnsweredAndToldToNobody() {
        long direct = bob.sends("psst").to(alice).get("chatId").asLong();
        BlocksIT.block(alice.owner(), bob.owner());
        BlocksIT.awaitBlock(bob, new ChatRoom(direct), 1, "psst");
        bob.asks("typing", Trees.object("chatId", direct)).granted();
        bob.sends("behind it").to(room);
        alice.hears("behind it");
        heardNobodyType(alice);
    }

    private void types(Device device) {
        device.asks("typing", Trees.object("chatId", room.id())).granted();
    }

    private void hearsThatTypes(Device device, Device typist) {
        assertEquals(
                Trees.object("chatId", room.id(), "userId", typist.owner().id()),
                device.inbox().next("typing"));
    }

    private static long heardTypings(Device device) {
        return device.inbox().all().stream()
                .filter(frame -> frame.event().equals("typing") && frame.id().isEmpty())
                .count();
    }

    private static void heardNobodyType(Device device) {
        assertEquals(0, heardTypings(device), () -> device.inbox().all().toString());
    }
}
