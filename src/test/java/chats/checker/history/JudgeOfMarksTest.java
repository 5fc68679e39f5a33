package chats.checker.history;

import static chats.checker.history.Play.ALICES;
import static chats.checker.history.Play.BOBS;
import static chats.checker.history.Play.CHAT;
import static chats.checker.history.Play.WHISPERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The judge can find fault with what users have read and have unread in the end. Alice (1) has sent the first and the third of three messages and a
 * whisper, bob (2) the second one. Carol (3) was added behind the first.
 */
class JudgeOfMarksTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final long CAROL = 3;

    private final Play play = new Play();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Event> bobs = new ArrayList<>();
    private boolean isDeleted;

    @Test
    void findsNothingWhereAllIsWell() {
        shows(ALICE, 3, 0);
        shows(BOB, 2, 1);
        shows(CAROL, 1, 2);
        finds();
    }

    @Test
    void oneUnreadTooManyOrTooFewIsFound() {
        shows(BOB, 2, 2);
        finds(Flaw.MISCOUNTED_UNREAD);
        marks.clear();
        shows(BOB, 2, 0);
        finds(Flaw.MISCOUNTED_UNREAD);
    }

    @Test
    void aDeletedMessageIsNotUnread() {
        isDeleted = true;
        shows(BOB, 2, 1);
        finds(Flaw.MISCOUNTED_UNREAD);
        marks.clear();
        shows(BOB, 2, 0);
        finds();
    }

    @Test
    void anAcknowledgedMarkThatIsLowerInTheEndIsFound() {
        bobs.add(new Event.MarkAsked(BOBS, CHAT, 3));
        bobs.add(new Event.MarkGranted(BOBS, CHAT, 3, 3, 0));
        shows(BOB, 2, 1);
        finds(Flaw.UNMARKED);
        marks.clear();
        shows(BOB, 3, 0);
        finds();
    }

    @Test
    void anAnswerBelowWhatWasAskedForIsFound() {
        bobs.add(new Event.MarkAsked(BOBS, CHAT, 3));
        bobs.add(new Event.MarkGranted(BOBS, CHAT, 3, 2, 1));
        shows(BOB, 3, 0);
        finds(Flaw.UNMARKED);
    }

    @Test
    void aMarkBelowWhatOneHasSentIsFound() {
        shows(ALICE, 2, 1);
        finds(Flaw.UNMARKED);
    }

    @Test
    void aMarkBelowWhereOneWasAddedIsFound() {
        shows(CAROL, 0, 3);
        finds(Flaw.UNMARKED);
    }

    @Test
    void whatWasNotAcknowledgedMayHoldOrNotButOnAllNodesAlike() {
        bobs.add(new Event.MarkAsked(BOBS, CHAT, 3));
        shows(BOB, 3, 0);
        finds();
        marks.clear();
        shows(BOB, 2, 1);
        finds();
        marks.add(new Mark("b", BOB, CHAT, 3, 0));
        marks.add(new Mark("b", ALICE, CHAT, 3, 0));
        marks.add(new Mark("b", CAROL, CHAT, 1, 2));
        finds(Flaw.MISMATCH);
    }

    @Test
    void aMarkThatNobodySetIsFound() {
        shows(BOB, 3, 0);
        finds(Flaw.OVERMARKED);
    }

    @Test
    void whispersHaveMarksToo() {
        marks.add(new Mark("a", ALICE, WHISPERS, 1, 0));
        marks.add(new Mark("a", BOB, WHISPERS, 0, 1));
        finds();
        marks.set(1, new Mark("a", BOB, WHISPERS, 0, 0));
        finds(Flaw.MISCOUNTED_UNREAD);
    }

    @Test
    void aChatThatANodeDoesNotShowIsFound() {
        marks.add(new Mark("b", ALICE, CHAT, 3, 0));
        marks.add(new Mark("b", BOB, CHAT, 2, 1));
        assertEquals(1, judged().size());
        finds(Flaw.UNMARKED);
    }

    /** Node "a" shows this. */
    private void shows(long user, long readSeq, long unread) {
        marks.add(new Mark("a", user, CHAT, readSeq, unread));
    }

    /** With what the others have on node "a", where all is well. */
    private List<Mark> all() {
        List<Mark> all = new ArrayList<>(marks);
        List.of(
                        new Mark("a", ALICE, CHAT, 3, 0),
                        new Mark("a", BOB, CHAT, 2, isDeleted ? 0 : 1),
                        new Mark("a", CAROL, CHAT, 1, isDeleted ? 1 : 2))
                .stream()
                .filter(mark -> marks.stream().noneMatch(other -> isSame(mark, other)))
                .forEach(all::add);
        return all;
    }

    private static boolean isSame(Mark mark, Mark other) {
        return mark.user() == other.user()
                && mark.talk().equals(other.talk())
                && mark.node().equals(other.node());
    }

    private List<Finding> judged() {
        List<Stored> rows = new ArrayList<>(play.rows);
        if (isDeleted) {
            rows.set(2, play.three.in(new State("", false, true, List.of())));
        }
        List<Stay> stays = List.of(
                new Stay(ALICE, Position.START, null),
                new Stay(BOB, Position.START, null),
                new Stay(CAROL, new Position(1, 1), null));
        Room room =
                new Room(new ChatChange(CHAT, 1, 1, ALICE, null, Set.of(ALICE), Set.of(CAROL), Set.of()), true, stays);
        Log alice = new Log("alice's", ALICE, Set.of(CHAT), List.of(Play.entered(ALICES, Position.START)), List.of(1L));
        Log bob = new Log(
                "bob's",
                BOB,
                Set.of(CHAT),
                bobs,
                bobs.stream().map(event -> 2L + bobs.indexOf(event)).toList());
        return Judge.judgeMarks(
                List.of(alice, bob), new Rows(rows, Map.of(), List.of(), Set.of(), Map.of(CHAT, room)), all());
    }

    private void finds(Flaw... expected) {
        Set<Flaw> found =
                judged().stream().map(Finding::flaw).collect(Collectors.toCollection(() -> EnumSet.noneOf(Flaw.class)));
        assertEquals(Set.of(expected), found, () -> judged().toString());
    }
}
