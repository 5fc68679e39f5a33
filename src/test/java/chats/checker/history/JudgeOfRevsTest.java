package chats.checker.history;

import static chats.checker.history.PlayOfChanges.ALICES;
import static chats.checker.history.PlayOfChanges.BOBS_NEXT;
import static chats.checker.history.PlayOfChanges.CHAT;
import static chats.checker.history.PlayOfChanges.EMOJI;
import static chats.checker.history.PlayOfChanges.changed;
import static chats.checker.history.PlayOfChanges.edited;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The judge can find fault with changes, one after the other, and with what the database holds of them. */
class JudgeOfRevsTest extends SpoiltChanges {
    @Test
    void aTextThatComesBackIsFound() {
        play.happens(play.edited.stored());
        findsAmongOthers(Flaw.RETURNED);
    }

    @Test
    void aChangeAfterTheDeletionIsFound() {
        play.happens(play.deleted.stored());
        finds(Flaw.RETURNED);
    }

    @Test
    void aRevThatChangesNothingIsIdle() {
        play.happens(play.editedAgain.stored());
        finds(Flaw.IDLE);
    }

    @Test
    void aRevThatMayHaveBeenLeftOutChangedSomething() {
        play.lasts.put(CHAT, new Position(4, 6));
        play.happens(play.editedAgain.stored());
        finds();
    }

    @Test
    void oneRevWithTwoStatesIsAMismatch() {
        Change other = new Change(4, 3, play.edited.stored());
        Collections.replaceAll(play.bob, changed(BOBS_NEXT, play.editedAgain), changed(BOBS_NEXT, other));
        findsAmongOthers(Flaw.MISMATCH);
    }

    @Test
    void aTextThatNobodyAskedForIsAMismatch() {
        play.happens(play.one.in(edited("never asked for")));
        findsAmongOthers(Flaw.MISMATCH);
    }

    @Test
    void aReactionThatNobodyAskedForIsAMismatch() {
        play.happens(play.one.in(new State(play.editedAgain.stored().text(), true, false, reaction(2L))));
        finds(Flaw.MISMATCH);
    }

    @Test
    void aReactionOfOneUserTwiceIsAMismatch() {
        play.happens(play.two.in(new State(play.two.text(), false, false, reaction(2L, 2L))));
        finds(Flaw.MISMATCH);
    }

    @Test
    void aDeletionThatNobodyAskedForIsAMismatch() {
        play.happens(play.two.in(play.deleted.stored().state()));
        finds(Flaw.MISMATCH);
    }

    @Test
    void aChangeThatIsHeardButNotInTheDatabaseIsAPhantom() {
        Change never = new Change(6, 4, play.four);
        play.alice.add(changed(ALICES, never));
        finds(Flaw.PHANTOM, Flaw.STALE, Flaw.SKIPPED);
    }

    @Test
    void aLastRevThatNoChangeHasIsMiscounted() {
        play.lasts.put(CHAT, new Position(4, 6));
        finds(Flaw.MISCOUNTED);
    }

    @Test
    void twoChangesUnderOneRevAreStoredTwice() {
        play.changes.add(new Change(3, 3, play.editedAgain.stored()));
        play.changes.remove(play.editedAgain);
        finds(Flaw.STORED_TWICE, Flaw.MISMATCH, Flaw.PHANTOM);
    }

    @Test
    void twoChangesOfOneMessageAreStoredTwice() {
        play.changes.add(new Change(1, 3, play.editedAgain.stored()));
        findsAmongOthers(Flaw.STORED_TWICE);
    }

    @Test
    void aChangeBehindAnEarlierMessageThanThoseBeforeItIsMiscounted() {
        finds(Flaw.MISCOUNTED, play.reactedToFour, 3);
    }

    @Test
    void aChangeBehindAMessageThatIsNotThereIsMiscounted() {
        finds(Flaw.MISCOUNTED, play.reactedToFour, 5);
    }

    @Test
    void aChangeBehindAMessageBeforeItsOwnIsMiscounted() {
        finds(Flaw.MISCOUNTED, play.deleted, 2);
    }

    @Test
    void aChangeOfNoMessageIsMiscounted() {
        play.lasts.put(CHAT, new Position(4, 6));
        play.changes.add(new Change(6, 4, new Stored(CHAT, 5, 0, 0, null, State.plain(""))));
        finds(Flaw.MISCOUNTED);
    }

    @Test
    void aMessageThatWasChangedWithoutARevIsMiscounted() {
        play.changes.remove(play.deleted);
        finds(Flaw.MISCOUNTED, Flaw.PHANTOM);
    }

    @Test
    void aDeletedTextAnywhereIsKept() {
        play.traces.add(Traces.mark("b1"));
        play.traces.add(Traces.mark("a2"));
        finds(Flaw.KEPT);
    }

    @Test
    void aHashOfADeletedTextAnywhereIsKept() {
        play.traces.add(Traces.hashOf(play.three.text()));
        finds(Flaw.KEPT);
    }

    @Test
    void tracesAreFoundInTheMidstOfARow() {
        String hash = Traces.hashOf("something");
        String row = "(7,\"" + play.three.text() + " and more\",\"\\\\x" + hash + "\")";
        assertEquals(Set.of(play.three.text(), hash), Traces.in(row).collect(Collectors.toSet()));
    }

    private static List<Reaction> reaction(Long... users) {
        return List.of(new Reaction(EMOJI, List.of(users)));
    }

    // As everybody sees it: otherwise it would not be the same here as there, too.
    private void finds(Flaw flaw, Change change, long afterSeq) {
        Change other = new Change(change.rev(), afterSeq, change.stored());
        Collections.replaceAll(play.changes, change, other);
        for (List<Event> events : Set.of(play.alice, play.bob)) {
            events.replaceAll(event ->
                    event instanceof Event.Changed changed && changed.change().equals(change)
                            ? new Event.Changed(event.connection(), other)
                            : event);
        }
        findsAmongOthers(flaw);
    }
}
