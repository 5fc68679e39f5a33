package chats.checker.history;

import static chats.checker.history.Play.ALICES;
import static chats.checker.history.Play.BOBS_NEXT;
import static chats.checker.history.Play.CHAT;
import static chats.checker.history.Play.acknowledged;
import static chats.checker.history.Play.entered;
import static chats.checker.history.Play.heard;
import static chats.checker.history.Play.reworded;
import static chats.checker.history.Play.sent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The judge can find fault: a good history is spoilt in each way that there is. Those of changes are in the tests beside. */
class JudgeTest {
    private static final ChangeCounts NO_CHANGES = new ChangeCounts(0, 0, 0, 0, 0, 0);

    private static final UpdateCounts NO_UPDATES = new UpdateCounts(0, 0, 0);

    private final Play play = new Play();

    @Test
    void findsNothingWhereAllIsWell() {
        Verdict verdict = play.judged();
        assertEquals(List.of(), verdict.findings());
        assertEquals(new Counts(4, 5, 4, 1, Map.of(), 5, 4, 3, NO_CHANGES, NO_UPDATES, 0, 0), verdict.counts());
    }

    @Test
    void anAcknowledgedMessageThatIsNotStoredIsLost() {
        play.rows.remove(play.whisper);
        play.lastSeqs.put(Play.WHISPERS, 0L);
        finds(Flaw.LOST, Flaw.PHANTOM);
    }

    @Test
    void aStoredMessageThatADeviceNeverLearnsOfIsUnheard() {
        play.bob.remove(heard(BOBS_NEXT, play.three));
        finds(Flaw.UNHEARD);
    }

    @Test
    void aHoleInAConnectionsStreamIsSkippedEvenIfAnotherConnectionFillsIt() {
        play.bob.remove(heard(BOBS_NEXT, play.two));
        play.bob.remove(sent(BOBS_NEXT, play.two));
        finds(Flaw.SKIPPED);
    }

    @Test
    void aSecondHearingOnOneConnectionIsRepeated() {
        play.bob.add(heard(BOBS_NEXT, play.two));
        finds(Flaw.REPEATED);
    }

    @Test
    void aSecondHearingOfAWhisperIsRepeatedEvenAfterASync() {
        play.bob.add(new Event.Synced(BOBS_NEXT, Map.of()));
        play.bob.add(heard(BOBS_NEXT, play.whisper));
        finds(Flaw.REPEATED);
    }

    @Test
    void hearingAgainAfterEnteringAgainIsAsItShouldBe() {
        play.bob.add(entered(BOBS_NEXT, new Position(1, 0)));
        play.bob.addAll(List.of(heard(BOBS_NEXT, play.two), heard(BOBS_NEXT, play.three)));
        finds();
    }

    @Test
    void aLowerSeqAfterAHigherOneIsOutOfOrder() {
        Collections.swap(
                play.bob, play.bob.indexOf(heard(BOBS_NEXT, play.two)), play.bob.indexOf(heard(BOBS_NEXT, play.three)));
        finds(Flaw.OUT_OF_ORDER);
    }

    @Test
    void aMessageStoredAfterOneThatWasSentLaterIsOvertaken() {
        play.alice.remove(sent(ALICES, play.three));
        play.alice.add(play.alice.indexOf(sent(ALICES, play.one)), sent(ALICES, play.three));
        finds(Flaw.OVERTAKEN);
    }

    @Test
    void twoRowsUnderOneIdAreStoredTwice() {
        Stored twin = new Stored(CHAT, 4, 105, 1, "a1", State.plain("one"));
        play.rows.add(twin);
        play.lastSeqs.put(CHAT, 4L);
        play.alice.add(heard(ALICES, twin));
        play.bob.add(heard(BOBS_NEXT, twin));
        finds(Flaw.STORED_TWICE);
    }

    @Test
    void aSeqWithoutAMessageIsAGap() {
        play.lastSeqs.put(CHAT, 4L);
        finds(Flaw.GAP);
    }

    @Test
    void aMessageBeyondTheLastSeqIsAGap() {
        play.lastSeqs.put(CHAT, 2L);
        finds(Flaw.GAP);
    }

    @Test
    void aStoredTextThatIsNotTheOneThatWasSentIsAMismatch() {
        play.rows.set(0, reworded(play.one));
        finds(Flaw.MISMATCH, Flaw.STALE);
    }

    @Test
    void aHeardTextThatIsNotTheStoredOneIsAMismatch() {
        Collections.replaceAll(play.bob, heard(BOBS_NEXT, play.three), heard(BOBS_NEXT, reworded(play.three)));
        finds(Flaw.MISMATCH, Flaw.STALE);
    }

    @Test
    void anAcknowledgementThatIsNotWhatIsStoredIsAMismatch() {
        Collections.replaceAll(play.alice, acknowledged(ALICES, play.one), acknowledged(ALICES, reworded(play.one)));
        finds(Flaw.MISMATCH, Flaw.STALE);
    }

    @Test
    void aHeardMessageThatIsNotStoredIsAPhantom() {
        play.bob.add(heard(BOBS_NEXT, new Stored(CHAT, 4, 105, 1, "a4", State.plain("never stored"))));
        finds(Flaw.PHANTOM);
    }

    @Test
    void aStoredMessageThatNobodySentIsAPhantom() {
        play.alice.remove(sent(ALICES, play.whisper));
        finds(Flaw.PHANTOM);
    }

    @Test
    void aRefusedMessageThatIsStoredIsFound() {
        Collections.replaceAll(play.alice, acknowledged(ALICES, play.one), new Event.Refused(ALICES, "a1", "internal"));
        play.alice.add(heard(ALICES, play.one));
        findsAmongOthers(Flaw.STORED_THOUGH_REFUSED);
        assertEquals(Map.of("internal", 1L), play.judged().counts().refused());
    }

    @Test
    void silenceOnAnOpenConnectionIsUnanswered() {
        play.alice.add(new Event.Unanswered(ALICES, "a1"));
        finds(Flaw.UNANSWERED);
    }

    @Test
    void aMessageWhoseSenderLearnsNothingIsUnsettled() {
        play.alice.remove(acknowledged(ALICES, play.three));
        findsAmongOthers(Flaw.UNSETTLED);
    }

    @Test
    void whatIsHeardAfterLeavingIsUnasked() {
        play.bob.add(play.bob.indexOf(heard(BOBS_NEXT, play.three)), new Event.Left(BOBS_NEXT, CHAT));
        finds(Flaw.UNASKED);
    }

    @Test
    void everyKindOfFlawIsCountedByName() {
        play.lastSeqs.put(CHAT, 5L);
        assertTrue(play.judged().toString().contains("GAP 2, MISCOUNTED 0"));
    }

    private void finds(Flaw... expected) {
        assertEquals(Set.of(expected), found());
    }

    private void findsAmongOthers(Flaw expected) {
        assertTrue(found().contains(expected), () -> "found: " + play.judged().findings());
    }

    private Set<Flaw> found() {
        return play.judged().findings().stream()
                .map(Finding::flaw)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flaw.class)));
    }
}
