package chats.checker.history;

import static chats.checker.history.Play.entered;
import static chats.checker.history.Play.heard;
import static chats.checker.history.PlayOfChanges.ALICES;
import static chats.checker.history.PlayOfChanges.BOBS;
import static chats.checker.history.PlayOfChanges.BOBS_NEXT;
import static chats.checker.history.PlayOfChanges.CHAT;
import static chats.checker.history.PlayOfChanges.WHISPERS;
import static chats.checker.history.PlayOfChanges.asked;
import static chats.checker.history.PlayOfChanges.changed;
import static chats.checker.history.PlayOfChanges.granted;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge can find fault with what devices hear and read of changes. */
class JudgeOfHeardChangesTest extends SpoiltChanges {
    private static final int BOBS_LAST = 23;

    @Test
    void aChangeThatADeviceNeverLearnsOfIsStale() {
        play.bob.remove(changed(BOBS_NEXT, play.reactedToFour));
        finds(Flaw.STALE);
    }

    @Test
    void aChangeLeftOutOfAStreamIsSkippedEvenIfAnotherConnectionTellsIt() {
        play.bob.remove(changed(BOBS_NEXT, play.editedAgain));
        play.bob.add(entered(BOBS_LAST, new Position(4, 3)));
        play.bob.add(changed(BOBS_LAST, play.editedAgain));
        finds(Flaw.SKIPPED);
    }

    @Test
    void aChangeLeftOutOfAReplayIsSkipped() {
        play.bob.remove(changed(BOBS_NEXT, play.deleted));
        finds(Flaw.SKIPPED, Flaw.STALE);
    }

    @Test
    void aRevTwiceOnOneConnectionIsRepeated() {
        play.bob.add(changed(BOBS_NEXT, play.editedAgain));
        finds(Flaw.REPEATED);
    }

    @Test
    void aRevTwiceOnOneConnectionIsRepeatedEvenAfterASync() {
        play.bob.add(new Event.Synced(BOBS_NEXT, Map.of(1L, new Position(1, 0))));
        play.bob.add(changed(BOBS_NEXT, play.reactedToWhisper));
        finds(Flaw.REPEATED);
    }

    @Test
    void hearingAChangeAgainAfterEnteringAgainIsAsItShouldBe() {
        play.bob.add(entered(BOBS_NEXT, new Position(4, 4)));
        play.bob.add(changed(BOBS_NEXT, play.reactedToFour));
        finds();
    }

    @Test
    void aLowerRevAfterAHigherOneIsOutOfOrder() {
        swap(play.alice, changed(ALICES, play.reacted), changed(ALICES, play.deleted));
        finds(Flaw.OUT_OF_ORDER);
    }

    @Test
    void aMessageAfterAChangeThatBelongsBehindItIsOutOfOrder() {
        swap(play.alice, heard(ALICES, play.four), changed(ALICES, play.reactedToFour));
        findsAmongOthers(Flaw.OUT_OF_ORDER);
    }

    @Test
    void aChangeAfterAMessageThatBelongsBehindItIsOutOfOrder() {
        swap(play.alice, changed(ALICES, play.editedAgain), heard(ALICES, play.four));
        finds(Flaw.OUT_OF_ORDER);
    }

    @Test
    void aMessageAfterAChangeInAReplayIsOutOfOrder() {
        play.bob.add(entered(BOBS_LAST, new Position(3, 3)));
        play.bob.add(changed(BOBS_LAST, play.editedAgain));
        play.bob.add(heard(BOBS_LAST, play.reactedToFour.stored()));
        finds(Flaw.OUT_OF_ORDER);
    }

    @Test
    void aReplayThatEndsBeforeWhatItToldIsOutOfOrder() {
        Event end = new Event.Replayed(BOBS_NEXT, CHAT, new Position(3, 3));
        Collections.replaceAll(play.bob, end, new Event.Replayed(BOBS_NEXT, CHAT, new Position(3, 2)));
        finds(Flaw.OUT_OF_ORDER);
    }

    @Test
    void theEndOfAReplayThatNobodyAskedForIsUnasked() {
        play.bob.add(new Event.Replayed(BOBS_NEXT, CHAT, new Position(4, 5)));
        finds(Flaw.UNASKED);
    }

    @Test
    void anOlderTextAfterANewerOneIsFound() {
        play.bob.add(entered(BOBS_NEXT, new Position(0, 5)));
        play.bob.add(heard(BOBS_NEXT, play.one));
        finds(Flaw.OLDER, Flaw.STALE);
    }

    @Test
    void aTextAfterItsDeletionIsFound() {
        play.bob.add(entered(BOBS_NEXT, new Position(2, 5)));
        play.bob.add(heard(BOBS_NEXT, play.three));
        finds(Flaw.OLDER, Flaw.STALE);
    }

    @Test
    void aTextAfterTheAnswerThatItIsDeletedIsFound() {
        int told = play.alice.indexOf(changed(ALICES, play.deleted));
        play.alice.add(told + 1, new Event.Replayed(ALICES, CHAT, new Position(3, 3)));
        play.alice.addAll(told, List.of(entered(ALICES, new Position(2, 2)), heard(ALICES, play.three)));
        finds();
        play.alice.add(told, granted(ALICES, play.delete, play.deleted));
        finds(Flaw.OLDER);
    }

    @Test
    void aHistoryThatShowsADeletedTextIsOlder() {
        int told = play.bob.indexOf(changed(BOBS_NEXT, play.deleted)) + 1;
        play.bob.add(new Event.Looked(told - 1, List.of(play.three), List.of()));
        finds();
        play.bob.add(new Event.Looked(told, List.of(play.three), List.of()));
        finds(Flaw.OLDER);
    }

    @Test
    void whatDevicesMayReadIsNotRefused() {
        play.bob.add(new Event.LookedInVain(0, CHAT, "/chats/70/messages/1", "message_not_found"));
        finds(Flaw.WRONGLY_REFUSED);
    }

    @Test
    void changesThatAreReadTwiceOrOutOfOrderAreFound() {
        play.bob.add(new Event.Looked(0, List.of(), List.of(play.editedAgain, play.deleted)));
        finds(Flaw.OUT_OF_ORDER);
        play.bob.add(new Event.Looked(0, List.of(), List.of(play.deleted, play.deleted)));
        finds(Flaw.OUT_OF_ORDER, Flaw.REPEATED);
    }

    @Test
    void aChangeOnAConnectionThatHasLeftIsUnasked() {
        play.bob.add(play.bob.indexOf(changed(BOBS_NEXT, play.reactedToFour)), new Event.Left(BOBS_NEXT, CHAT));
        finds(Flaw.UNASKED);
    }

    @Test
    void whispersMayBeToldLateBeforeTheyAreSyncedButNotAfterwards() {
        Wish off = off("r4", play.whisper);
        Change takenBack = new Change(2, 1, play.whisper);
        play.changes.remove(play.reactedToWhisper);
        play.changes.add(takenBack);
        play.row(play.whisper);
        play.lasts.put(WHISPERS, new Position(1, 2));
        play.alice.add(changed(ALICES, takenBack));
        play.bob.addAll(List.of(
                asked(BOBS_NEXT, off),
                granted(BOBS_NEXT, off, takenBack),
                changed(BOBS_NEXT, takenBack),
                changed(BOBS_LAST, play.reactedToWhisper),
                new Event.Synced(BOBS_LAST, Map.of(1L, new Position(1, 2))),
                new Event.Replayed(BOBS_LAST, WHISPERS, new Position(1, 2))));
        finds();
        play.bob.add(changed(BOBS_LAST, new Change(1, 1, play.whisper)));
        findsAmongOthers(Flaw.REPEATED);
    }

    @Test
    void aWhisperThatIsHeardBeforeTheSyncIsKnown() {
        play.bob.remove(heard(BOBS, play.whisper));
        play.bob.removeIf(event ->
                event instanceof Event.Replayed replayed && replayed.talk().equals(WHISPERS));
        int next = play.bob.indexOf(new Event.Synced(BOBS_NEXT, Map.of(1L, new Position(1, 0))));
        play.bob.set(next, heard(BOBS_NEXT, play.whisper));
        play.bob.add(next + 1, new Event.Synced(BOBS_NEXT, Map.of()));
        play.undo(play.reactedToWhisper, play.whisper);
        play.lasts.put(WHISPERS, new Position(1, 0));
        finds(Flaw.LOST);
    }

    @Test
    void aReplayWithoutRevsShowsAWhisperAsItIs() {
        play.bob.add(new Event.Synced(BOBS_LAST, Map.of()));
        play.bob.add(heard(BOBS_LAST, play.reactedToWhisper.stored()));
        finds();
    }
}
