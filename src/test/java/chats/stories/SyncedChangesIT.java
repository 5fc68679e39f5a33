package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was away catches up with whispers and with what has changed of them. */
class SyncedChangesIT extends DoorStory {
    private Device bob;
    private Device carol;
    private Person alice;
    private ChatRoom withBob;
    private ChatRoom withCarol;

    @Override
    Device online(Person person, String token) {
        return super.online(person, token).isKnown();
    }

    /** Of three whispers of Bob's the first was edited twice, the second deleted; that of Carol's was reacted to. */
    @BeforeEach
    void whisper() {
        bob = online("bob");
        carol = online("carol");
        alice = person("alice");
        withBob = new ChatRoom(bob.sends("one").to(alice).get("chatId").asLong());
        bob.sends("two").to(alice);
        bob.sends("three").to(alice);
        withCarol = new ChatRoom(carol.sends("hello").to(alice).get("chatId").asLong());
        bob.does(edit("first"), withBob, 1);
        bob.does(deletion(), withBob, 2);
        alice.does(reaction("👍"), withCarol, 1);
        bob.does(edit("the first"), withBob, 1);
    }

    @Test
    void firstComeTheWhispersThenTheChangesOfThoseThatAreKnownThenTheEnd() {
        Device phone = online(alice);
        assertEquals(acknowledgement(), acknowledged(syncs(phone, after(2, 1), after(0, 0))));
        phone.hearsTheEndOfEach(withBob, withCarol);
        assertEquals(List.of("seq 3", "rev 2", "rev 3", "replayed"), phone.heard(withBob));
        assertEquals(List.of("rev 1", "replayed"), phone.heard(withCarol));
        JsonNode edited = bob.does(edit("third"), withBob, 3);
        JsonNode heard = phone.hearsChange();
        while (heard.get("rev").asInt() != 4) {
            heard = phone.hearsChange();
        }
        assertEquals(edited, heard.get("message"));
    }

    @Test
    void onlyThatOfAPairThatNamesItEnds() {
        Device phone = online(alice);
        syncs(phone, after(3, 0), Trees.object("" + bob.owner().id(), 2));
        phone.hearsTheEndOfTheReplay(withBob, 3, 3);
        assertEquals(alice.reads(withCarol, 1), phone.hearsWhisper("hello"));
        carol.sends("the end").to(alice);
        phone.hearsWhisper("the end");
        assertEquals(List.of("rev 3", "replayed"), phone.heard(withBob));
        assertEquals(List.of("seq 1", "seq 2"), phone.heard(withCarol));
    }

    @Test
    void withoutItOnlyWhispersAreReplayedAndWhatChangesFromThenOnIsHeard() {
        Device phone = online(alice);
        JsonNode acknowledged =
                phone.asks("sync_whispers", Trees.object("after", after(1, 1))).granted();
        assertEquals(acknowledgement(), acknowledged(acknowledged));
        phone.hearsWhisper("");
        phone.hearsWhisper("three");
        phone.hearsChange(4, 3, bob.does(edit("third"), withBob, 3));
        phone.hearsChange(2, 1, carol.does(edit("hi"), withCarol, 1));
        assertEquals(List.of("seq 2", "seq 3", "rev 4"), phone.heard(withBob));
        assertEquals(List.of("rev 2"), phone.heard(withCarol));
    }

    @Test
    void whatTheSocketHasHeardIsNotRepeated() {
        Device phone = online(alice);
        bob.sends("four").to(alice);
        phone.hearsWhisper("four");
        phone.hearsChange(4, 4, bob.does(edit("fourth"), withBob, 4));
        syncs(phone, after(3, 0), after(3, 0));
        phone.hearsTheEndOfEach(withBob, withCarol);
        assertEquals(List.of("seq 4", "rev 4", "replayed"), phone.heard(withBob));
        assertEquals(List.of("seq 1", "replayed"), phone.heard(withCarol));
        syncs(phone, after(3, 0), after(3, 0));
        phone.hearsTheEndOfEach(withBob, withCarol);
        assertEquals(List.of("seq 4", "rev 4", "replayed", "replayed"), phone.heard(withBob));
        assertEquals(List.of("seq 1", "replayed", "replayed"), phone.heard(withCarol));
    }

    @Test
    void whatWasMissedBeforeTheSocketCameFollowsWhatItHasHeard() {
        Device phone = online(alice);
        bob.sends("four").to(alice);
        phone.hearsWhisper("four");
        phone.hearsChange(4, 4, bob.does(edit("fourth"), withBob, 4));
        syncs(phone, after(3, 1), after(1, 1));
        phone.hearsTheEndOfEach(withBob, withCarol);
        assertEquals(List.of("seq 4", "rev 4", "rev 2", "rev 3", "replayed"), phone.heard(withBob));
        assertEquals(List.of("replayed"), phone.heard(withCarol));
    }

    @Test
    void aCursorThatMakesNoSenseIsRefused() {
        Device phone = online(alice);
        each(
                List.of(
                        "{`BOB`:-1}",
                        "{`BOB`:`0`}",
                        "{`BOB`:1.5}",
                        "{`BOB`:null}",
                        "{`BOB`:99999999999999999999}",
                        "{`CAROL`:0}",
                        "{`BOB`:0,`CAROL`:0}",
                        "{`all`:0}",
                        "[0]",
                        "0"),
                line -> {
                    JsonNode afterRev = Trees.parse(line.replace('`', '"')
                            .replace("BOB", "" + bob.owner().id())
                            .replace("CAROL", "" + carol.owner().id()));
                    JsonNode after = Trees.object("" + bob.owner().id(), 3);
                    phone.asks("sync_whispers", Trees.object("after", after, "afterRev", afterRev))
                            .isRefused("validation_failed");
                    if (afterRev.isObject() && afterRev.size() == 1) {
                        phone.asks("sync_whispers", Trees.object("afterRev", afterRev))
                                .isRefused("validation_failed");
                    }
                });
        carol.sends("the end").to(alice);
        phone.hearsWhisper("the end");
        assertEquals(List.of(), phone.heard(withBob));
    }

    @Test
    void whomOneHasNoWhispersWithIsNoneOfIt() {
        Device phone = online(alice);
        long nobody = Person.strangers(1)[0];
        JsonNode after = after(3, 1).put("" + alice.id(), 0).put("" + nobody, 0);
        JsonNode afterRev = after(2, 1).put("" + alice.id(), 0).put("" + nobody, 0);
        assertEquals(acknowledgement(), acknowledged(syncs(phone, after, afterRev)));
        phone.hearsTheEndOfEach(withBob, withCarol);
        assertEquals(List.of("rev 3", "replayed"), phone.heard(withBob));
        assertEquals(List.of("replayed"), phone.heard(withCarol));
    }

    private Set<JsonNode> acknowledgement() {
        return Set.of(
                Trees.object("userId", bob.owner().id(), "chatId", withBob.id(), "lastSeq", 3, "lastRev", 3),
                Trees.object("userId", carol.owner().id(), "chatId", withCarol.id(), "lastSeq", 1, "lastRev", 1));
    }

    private static Set<JsonNode> acknowledged(JsonNode answer) {
        assertEquals(2, answer.size(), answer::toString);
        return Trees.each(answer).collect(Collectors.toSet());
    }

    private static JsonNode syncs(Device phone, JsonNode after, JsonNode afterRev) {
        return phone.asks("sync_whispers", Trees.object("after", after, "afterRev", afterRev))
                .granted();
    }

    private ObjectNode after(long ofBob, long ofCarol) {
        return Trees.object("" + bob.owner().id(), ofBob, "" + carol.owner().id(), ofCarol);
    }
}
