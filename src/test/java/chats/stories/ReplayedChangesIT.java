package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes back with {@code after} and {@code afterRev} is told what is, and what has changed. */
class ReplayedChangesIT extends DoorStory {
    private Device alice;
    private Device bob;
    private ChatRoom chat;

    /** Four messages, of which the first was changed three times, the second deleted, the third edited, the fourth reacted to. */
    @BeforeEach
    void talkAndChange() {
        alice = online("alice");
        bob = online("bob");
        chat = alice.opensChatWith(bob);
        for (String text : List.of("one", "two", "three", "four")) {
            alice.sends(text).to(chat);
        }
        alice.does(edit("first"), chat, 1);
        alice.does(edit("third"), chat, 3);
        alice.does(deletion(), chat, 2);
        alice.does(edit("the first"), chat, 1);
        bob.does(reaction("👍"), chat, 4);
        alice.does(edit("the very first"), chat, 1);
    }

    @Test
    void firstComeTheMessagesThenTheChangesOfThoseThatAreKnownThenTheEnd() {
        assertEquals(acknowledgement(4, 6), bob.entersAfter(2, 0, chat));
        bob.hearsTheEndOfTheReplay(chat, 4, 6);
        assertEquals(List.of("seq 3", "seq 4", "rev 3", "rev 6", "replayed"), bob.heard(chat));
        bob.hears("third");
        assertEquals(bob.owner().reads(chat, 4), bob.hears("four"));
        bob.hearsChange(3, 4, bob.owner().reads(chat, 2));
        bob.hearsChange(6, 4, bob.owner().reads(chat, 1));
        assertTrue(
                bob.inbox().all().stream()
                        .filter(frame -> !frame.event().equals("chat_created"))
                        .filter(frame -> !frame.event().equals("react"))
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .isPresent(),
                "the acknowledgement is first");
        isLive(7);
    }

    @Test
    void allThatIsAboveTheCursorsAndNothingElse() {
        Map<List<Integer>, List<String>> replays = Map.of(
                List.of(0, 0), List.of("seq 1", "seq 2", "seq 3", "seq 4", "replayed"),
                List.of(4, 0), List.of("rev 2", "rev 3", "rev 5", "rev 6", "replayed"),
                List.of(4, 2), List.of("rev 3", "rev 5", "rev 6", "replayed"),
                List.of(4, 3), List.of("rev 5", "rev 6", "replayed"),
                List.of(3, 1), List.of("seq 4", "rev 2", "rev 3", "rev 6", "replayed"),
                List.of(1, 5), List.of("seq 2", "seq 3", "seq 4", "rev 6", "replayed"),
                List.of(4, 5), List.of("rev 6", "replayed"),
                List.of(4, 6), List.of("replayed"));
        each(replays.entrySet(), replay -> {
            Device phone = another(bob);
            assertEquals(
                    acknowledgement(4, 6),
                    phone.entersAfter(replay.getKey().get(0), replay.getKey().get(1), chat));
            phone.hearsTheEndOfTheReplay(chat, 4, 6);
            assertEquals(replay.getValue(), phone.heard(chat));
        });
    }

    @Test
    void aCursorBeyondTheEndReplaysNothingAndHidesNothing() {
        assertEquals(acknowledgement(4, 6), bob.entersAfter(4, 1_000, chat));
        bob.hearsTheEndOfTheReplay(chat, 4, 6);
        assertEquals(List.of("replayed"), bob.heard(chat));
        isLive(7);
        Device phone = another(bob);
        phone.entersAfter(1_000, 5, chat);
        phone.hearsTheEndOfTheReplay(chat, 5, 7);
        assertEquals(List.of("rev 7", "replayed"), phone.heard(chat));
    }

    @Test
    void withoutAfterRevOnlyMessagesAreReplayedAndWhatChangesFromThenOnIsHeard() {
        assertEquals(acknowledgement(4, 6), bob.entersAfter(1, chat));
        bob.hears("");
        bob.hears("third", "four");
        isLive(7);
        assertEquals(List.of("seq 2", "seq 3", "seq 4", "rev 7", "seq 5"), bob.heard(chat));
    }

    @Test
    void withoutAfterNothingIsReplayed() {
        assertEquals(acknowledgement(4, 6), bob.enters(chat));
        isLive(7);
        assertEquals(List.of("rev 7", "seq 5"), bob.heard(chat));
    }

    @Test
    void enteringAgainWithCursorsStartsAnewAndWithoutChangesNothing() {
        bob.entersAfter(3, 2, chat);
        bob.hearsTheEndOfTheReplay(chat, 4, 6);
        List<String> once = List.of("seq 4", "rev 3", "rev 6", "replayed");
        assertEquals(once, bob.heard(chat));
        bob.enters(chat);
        bob.entersAfter(3, 2, chat);
        bob.hearsTheEndOfTheReplay(chat, 4, 6);
        assertEquals(
                List.of("seq 4", "rev 3", "rev 6", "replayed", "seq 4", "rev 3", "rev 6", "replayed"), bob.heard(chat));
        bob.enters(chat);
        bob.entersAfter(3, chat);
        bob.hears("four", "four", "four");
        alice.does(edit("changed"), chat, 1);
        alice.sends("five").to(chat);
        bob.hears("five");
        List<String> heard = bob.heard(chat);
        assertEquals(List.of("seq 4", "rev 7", "seq 5"), heard.subList(8, heard.size()));
    }

    @Test
    void whatChangesWhileOneIsAwayIsSummedUp() {
        bob.entersAfter(4, 6, chat);
        bob.hearsTheEndOfTheReplay(chat, 4, 6);
        bob.leaves(chat);
        for (int i = 0; i < 5; i++) {
            alice.does(edit("edit " + i), chat, 3);
            bob.does(reaction(Character.toString(0x1F600 + i)), chat, 1);
        }
        alice.sends("five").to(chat);
        alice.does(edit("the fifth"), chat, 5);
        alice.does(deletion(), chat, 1);
        bob.entersAfter(4, 6, chat);
        bob.hears("the fifth");
        bob.hearsChange(15, 4, bob.owner().reads(chat, 3));
        bob.hearsChange(18, 5, bob.owner().reads(chat, 1));
        bob.hearsTheEndOfTheReplay(chat, 5, 18);
        assertEquals(List.of("replayed", "seq 5", "rev 15", "rev 18", "replayed"), bob.heard(chat));
    }

    @Test
    void onesOwnChangesAreReplayedToo() {
        alice.entersAfter(4, 5, chat);
        alice.hearsTheEndOfTheReplay(chat, 4, 6);
        assertEquals(List.of("rev 6", "replayed"), alice.heard(chat));
    }

    @Test
    void onlyThatOfTheChatsThatNameItEnds() {
        ChatRoom quiet = alice.opensChatWith(bob);
        ChatRoom live = alice.opensChatWith(bob);
        ChatRoom messages = alice.opensChatWith(bob);
        for (ChatRoom each : List.of(live, messages)) {
            alice.sends("hi").to(each);
            alice.does(edit("hello"), each, 1);
        }
        long[] ids = {messages.id(), chat.id(), live.id(), quiet.id()};
        JsonNode after = cursors(chat, 4L).put("" + messages.id(), 0).put("" + quiet.id(), 0);
        JsonNode afterRev = cursors(chat, 5L).put("" + quiet.id(), 0);
        JsonNode entered = bob.asks("enter_chat", Trees.object("chatIds", ids, "after", after, "afterRev", afterRev))
                .granted();
        assertEquals(
                Trees.of(List.of(
                        Map.of("chatId", messages.id(), "lastSeq", 1, "lastRev", 1),
                        Map.of("chatId", chat.id(), "lastSeq", 4, "lastRev", 6),
                        Map.of("chatId", live.id(), "lastSeq", 1, "lastRev", 1),
                        Map.of("chatId", quiet.id(), "lastSeq", 0, "lastRev", 0))),
                entered);
        bob.hears("hello");
        for (ChatRoom each : List.of(messages, chat, live, quiet)) {
            alice.sends("the end").to(each);
            bob.hears("the end");
        }
        assertEquals(List.of("seq 1", "seq 2"), bob.heard(messages));
        assertEquals(List.of("rev 6", "replayed", "seq 5"), bob.heard(chat));
        assertEquals(List.of("seq 2"), bob.heard(live));
        assertEquals(List.of("replayed", "seq 1"), bob.heard(quiet));
    }

    @Test
    void aCursorThatMakesNoSenseIsRefusedAndNothingIsEntered() {
        ChatRoom other = alice.opensChatWith(bob);
        long[] ids = {chat.id()};
        each(
                List.of(
                        "{`CHAT`:-1}",
                        "{`CHAT`:`0`}",
                        "{`CHAT`:1.5}",
                        "{`CHAT`:true}",
                        "{`CHAT`:null}",
                        "{`CHAT`:99999999999999999999}",
                        "{`OTHER`:0}",
                        "{`CHAT`:0,`OTHER`:0}",
                        "{`99999999999999999999`:0}",
                        "{`all`:0}",
                        "{``:0}",
                        "[0]",
                        "0",
                        "`0`"),
                line -> {
                    JsonNode afterRev = Trees.parse(line.replace('`', '"')
                            .replace("CHAT", "" + chat.id())
                            .replace("OTHER", "" + other.id()));
                    bob.asks(
                                    "enter_chat",
                                    Trees.object("chatIds", ids, "after", cursors(chat, 4), "afterRev", afterRev))
                            .isRefused("validation_failed");
                });
        bob.asks("enter_chat", Trees.object("chatIds", ids, "afterRev", cursors(chat, 0)))
                .isRefused("validation_failed");
        bob.asks("enter_chat", Trees.object("chatIds", ids, "after", Trees.object(), "afterRev", cursors(chat, 0)))
                .isRefused("validation_failed");
        long[] both = {chat.id(), other.id()};
        bob.asks("enter_chat", Trees.object("chatIds", both, "after", cursors(other, 0), "afterRev", cursors(chat, 0)))
                .isRefused("validation_failed");
        alice.does(edit("unheard"), chat, 1);
        bob.asks("enter_chat", Trees.object("chatIds", ids, "after", null, "afterRev", null))
                .granted();
        isLive(8);
        assertEquals(List.of("rev 8", "seq 5"), bob.heard(chat));
    }

    /** The next change and the next message are heard once each. */
    private void isLive(long rev) {
        JsonNode edited = alice.does(edit("live " + rev), chat, 1);
        JsonNode change = bob.hearsChange();
        while (change.get("rev").asLong() != rev) {
            change = bob.hearsChange();
        }
        assertEquals(edited, change.get("message"));
        assertEquals(4, change.get("afterSeq").asInt());
        alice.sends("the end").to(chat);
        bob.hears("the end");
        List<String> heard = bob.heard(chat);
        assertEquals(List.of("rev " + rev, "seq 5"), heard.subList(heard.size() - 2, heard.size()));
    }

    private JsonNode acknowledgement(long lastSeq, long lastRev) {
        return Trees.of(List.of(Map.of("chatId", chat.id(), "lastSeq", lastSeq, "lastRev", lastRev)));
    }

    private static ObjectNode cursors(ChatRoom chat, long value) {
        return Trees.object(Long.toString(chat.id()), value);
    }
}
