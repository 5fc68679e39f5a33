package chats.checker.history;

import static chats.checker.history.Play.sent;
import static chats.checker.history.PlayOfChanges.ALICES;
import static chats.checker.history.PlayOfChanges.BOBS;
import static chats.checker.history.PlayOfChanges.BOBS_NEXT;
import static chats.checker.history.PlayOfChanges.CHAT;
import static chats.checker.history.PlayOfChanges.EMOJI;
import static chats.checker.history.PlayOfChanges.asked;
import static chats.checker.history.PlayOfChanges.changed;
import static chats.checker.history.PlayOfChanges.edited;
import static chats.checker.history.PlayOfChanges.granted;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge can find fault with what became of the changes that devices asked for. */
class JudgeOfAskedChangesTest extends SpoiltChanges {
    @Test
    void findsNothingWhereAllIsWell() {
        Verdict verdict = play.judged();
        assertEquals(List.of(), verdict.findings());
        assertEquals(new ChangeCounts(6, 7, 6, 12, 5, 0), verdict.counts().changes());
    }

    @Test
    void anAcknowledgedEditThatIsNotInTheDatabaseIsLost() {
        play.undo(play.editedAgain, play.one.in(edited("e1")));
        play.changes.add(play.edited);
        finds(Flaw.LOST);
    }

    @Test
    void anAcknowledgedDeletionThatIsNotInTheDatabaseIsLost() {
        play.undo(play.deleted, play.three);
        finds(Flaw.LOST);
    }

    @Test
    void anAcknowledgedReactionThatIsNotInTheDatabaseIsLost() {
        play.undo(play.reactedToFour, play.four);
        play.lasts.put(CHAT, new Position(4, 4));
        finds(Flaw.LOST);
    }

    @Test
    void aReactionThatWasTakenBackAndStaysIsLost() {
        play.alice.add(asked(ALICES, off("r4", play.four)));
        play.alice.add(new Event.Granted(ALICES, off("r4", play.four), play.four));
        finds(Flaw.LOST);
    }

    @Test
    void whetherAReactionIsThereIsUnknownWhereItsTakingBackMayHaveComeLate() {
        play.bob.add(asked(Event.REST, off("r4", play.two)));
        play.bob.add(new Event.Unknown(Event.REST, "r4"));
        play.bob.add(asked(BOBS_NEXT, off("r4", play.two)));
        play.bob.add(new Event.Granted(BOBS_NEXT, off("r4", play.two), play.two));
        play.happens(play.two);
        play.bob.add(asked(BOBS_NEXT, on("r5", play.two)));
        play.bob.add(granted(BOBS_NEXT, on("r5", play.two), play.reacted));
        finds();
    }

    @Test
    void anEditThatAnotherOneReplacedIsNotLost() {
        play.alice.removeIf(event -> event.equals(changed(ALICES, play.edited)));
        play.bob.removeIf(event -> event.equals(changed(BOBS, play.edited)));
        finds();
    }

    @Test
    void anAnswerWithoutItsOwnEffectIsOlder() {
        Collections.replaceAll(
                play.alice,
                granted(ALICES, play.editAgain, play.editedAgain),
                granted(ALICES, play.editAgain, play.edited));
        finds(Flaw.OLDER);
        Collections.replaceAll(
                play.alice,
                granted(ALICES, play.editAgain, play.edited),
                granted(ALICES, play.editAgain, play.editedAgain));
        finds();
        Collections.replaceAll(
                play.alice,
                granted(ALICES, play.reactToFour, play.reactedToFour),
                new Event.Granted(ALICES, play.reactToFour, play.four));
        finds(Flaw.OLDER);
    }

    @Test
    void anAnswerAboutAnotherMessageIsAMismatch() {
        Collections.replaceAll(
                play.alice, granted(ALICES, play.delete, play.deleted), granted(ALICES, play.delete, play.edited));
        finds(Flaw.MISMATCH);
    }

    @Test
    void aRefusedEditThatIsStoredIsFound() {
        Collections.replaceAll(
                play.alice,
                granted(ALICES, play.editAgain, play.editedAgain),
                new Event.Refused(ALICES, play.editAgain.id(), "internal"));
        finds(Flaw.STORED_THOUGH_REFUSED);
    }

    @Test
    void aChangeOfADeletedMessageIsRefusedAndOthersAreNot() {
        play.bob.add(asked(BOBS_NEXT, on("r5", play.three)));
        play.bob.add(new Event.Refused(BOBS_NEXT, "r5", "conflict"));
        finds();
        play.bob.add(asked(BOBS_NEXT, on("r6", play.one)));
        play.bob.add(new Event.Refused(BOBS_NEXT, "r6", "conflict"));
        finds(Flaw.WRONGLY_REFUSED);
    }

    @Test
    void aChangeWhoseDeviceLearnsNothingIsUnsettled() {
        play.alice.remove(granted(ALICES, play.reactToFour, play.reactedToFour));
        finds(Flaw.UNSETTLED);
    }

    @Test
    void editsInAnotherOrderThanTheyWereAskedForAreOvertaken() {
        swap(play.alice, asked(ALICES, play.edit), asked(ALICES, play.editAgain));
        finds(Flaw.OVERTAKEN);
    }

    @Test
    void whereAnEditMayHaveBeenLeftOutNobodyKnowsWhetherItWasOvertaken() {
        play.alice.remove(asked(ALICES, play.editAgain));
        play.alice.add(play.alice.indexOf(sent(ALICES, play.three)), asked(ALICES, play.editAgain));
        finds(Flaw.OVERTAKEN);
        play.alice.remove(changed(ALICES, play.editedAgain));
        play.bob.remove(changed(BOBS_NEXT, play.editedAgain));
        play.bob.add(asked(BOBS_NEXT, on("r5", play.one)));
        State reacted =
                new State(play.editedAgain.stored().text(), true, false, List.of(new Reaction(EMOJI, List.of(2L))));
        play.bob.add(granted(BOBS_NEXT, on("r5", play.one), play.happens(play.one.in(reacted))));
        finds();
    }

    @Test
    void aMessageThatWasSentAfterAnEditAndStandsBeforeItIsOvertaken() {
        swap(play.alice, sent(ALICES, play.three), asked(ALICES, play.edit));
        finds(Flaw.OVERTAKEN);
    }
}
