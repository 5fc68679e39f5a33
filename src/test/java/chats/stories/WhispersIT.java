package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhispersIT extends DoorStory {
    @Override
    Device online(Person person, String token) {
        return super.online(person, token).isKnown();
    }

    @Test
    void everySocketOfTheTargetHearsAWhisperAndTheSendersOthers() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        Device bob = online("bob");
        Device bobsPhone = another(bob);
        JsonNode whisper = alice.sends("psst").to(bob);
        assertEquals(alice.owner().id(), whisper.get("from").asLong());
        assertEquals(1, whisper.get("seq").asInt());
        for (Device other : new Device[] {bob, bobsPhone, alicesPhone}) {
            assertEquals(whisper, other.hearsWhisper("psst"));
        }
        bob.sends("what?").to(alice);
        alice.hearsWhisper("what?");
    }

    @Test
    void nobodyElseHearsIt() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        alice.sends("for bob").to(bob);
        bob.hearsWhisper("for bob");
        alice.sends("for carol").to(carol);
        carol.hearsWhisper("for carol");
        String withBob = "/whispers?with=" + bob.owner().id();
        assertEquals(0, carol.owner().rest().get(withBob).ok().get("data").size());
    }

    @Test
    void seqCountsWithinThePairWhoeverSpeaks() {
        Device alice = online("alice");
        Device bob = online("bob");
        Device carol = online("carol");
        assertEquals(1, alice.sends("one").to(bob).get("seq").asInt());
        assertEquals(2, bob.sends("two").to(alice).get("seq").asInt());
        assertEquals(1, alice.sends("other pair").to(carol).get("seq").asInt());
        assertEquals(3, alice.sends("three").to(bob).get("seq").asInt());
    }

    @Test
    void whispersByRestAreHeardByAllSocketsOfBoth() {
        Device alice = online("alice");
        Device bob = online("bob");
        alice.owner().posts("by REST", bob.owner());
        alice.hearsWhisper("by REST");
        bob.hearsWhisper("by REST");
    }

    @Test
    void onesOwnOtherSocketHearsAWhisperToOneselfOnce() {
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        JsonNode note = alice.sends("note to self").to(alice);
        assertEquals(note.get("from"), note.get("whisperTargetId"));
        alicesPhone.hearsWhisper("note to self");
        alice.sends("another").to(alice);
        alicesPhone.hearsWhisper("another");
        String path = "/whispers?with=" + alice.owner().id();
        assertEquals(2, alice.owner().rest().get(path).ok().get("data").size());
    }

    @Test
    void conversationsAreListedTheLatestFirst() {
        Person alice = person("alice");
        Person bob = person("bob");
        Person carol = person("carol");
        alice.posts("hi", bob);
        carol.posts("hello", alice);
        JsonNode last = bob.posts("hi yourself", alice);
        JsonNode page = alice.rest().get("/whispers?page=1&limit=10").ok();
        Shapes.page(page);
        assertEquals(2, page.get("total").asInt());
        for (JsonNode conversation : page.get("data")) {
            Shapes.exactly(conversation, "user", "lastWhisper", "chatId", "readSeq", "unread");
            Shapes.whisper(conversation.get("lastWhisper"));
            assertEquals(
                    conversation.get("chatId"), conversation.get("lastWhisper").get("chatId"));
        }
        assertEquals(
                List.of(bob.user(), carol.user()),
                Trees.each(page.get("data")).map(entry -> entry.get("user")).toList());
        assertEquals(last, page.get("data").get(0).get("lastWhisper"));
        JsonNode second = alice.rest().get("/whispers?page=2&limit=1").ok();
        assertEquals(carol.user(), second.get("data").get(0).get("user"));
        assertEquals(2, second.get("total").asInt());
        assertEquals(
                0, alice.rest().get("/whispers?page=3&limit=1").ok().get("data").size());
    }

    @Test
    void whoWasAwayCatchesUp() {
        Device bob = online("bob");
        Person alice = person("alice");
        bob.sends("one").to(alice);
        JsonNode chat = bob.sends("two").to(alice).get("chatId");
        Device alicesPhone = online(alice);
        JsonNode acknowledged = alicesPhone
                .asks("sync_whispers", Trees.object("after", Trees.object()))
                .granted();
        JsonNode withBob = Trees.object("userId", bob.owner().id(), "chatId", chat, "lastSeq", 2, "lastRev", 0);
        assertEquals(Trees.of(new Object[] {withBob}), acknowledged);
        alicesPhone.hearsWhisper("one");
        alicesPhone.hearsWhisper("two");
        bob.sends("three").to(alice);
        alicesPhone.hearsWhisper("three");
    }

    @Test
    void catchingUpStartsAfterTheCursorAndRepeatsNothingThatWasHeard() {
        Device bob = online("bob");
        Device alice = online("alice");
        Device alicesPhone = another(alice);
        bob.sends("one").to(alice);
        bob.sends("two").to(alice);
        alicesPhone.hearsWhisper("one");
        alicesPhone.hearsWhisper("two");
        JsonNode afterOne =
                Trees.object("after", Trees.object(Long.toString(bob.owner().id()), 1));
        alicesPhone.asks("sync_whispers", afterOne).granted();
        Device late = another(alice);
        late.asks("sync_whispers", afterOne).granted();
        late.hearsWhisper("two");
        bob.sends("three").to(alice);
        late.hearsWhisper("three");
        alicesPhone.hearsWhisper("three");
    }

    @Test
    void whoIsUnknownCannotBeWhisperedTo() {
        Device alice = online("alice");
        long nobody = Person.strangers(1)[0];
        JsonNode whisper = Trees.object("whisperTargetId", nobody, "message", "anybody?");
        alice.asks("send_message", whisper).isRefused("user_not_found");
        alice.owner().rest().post("/whispers", whisper).isRefused("user_not_found");
        assertTrue(alice.owner().rest().get("/whispers").ok().get("data").isEmpty());
    }
}
