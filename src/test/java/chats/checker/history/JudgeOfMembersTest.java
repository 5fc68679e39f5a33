package chats.checker.history;

import static chats.checker.history.Play.acknowledged;
import static chats.checker.history.Play.heard;
import static chats.checker.history.Play.sent;
import static chats.checker.history.PlayOfChanges.CHAT;
import static chats.checker.history.PlayOfChanges.EMOJI;
import static chats.checker.history.PlayOfChanges.asked;
import static chats.checker.history.PlayOfChanges.changed;
import static chats.checker.history.PlayOfChanges.edited;
import static chats.checker.history.PlayOfMembers.ALICE;
import static chats.checker.history.PlayOfMembers.ALICES;
import static chats.checker.history.PlayOfMembers.BOB;
import static chats.checker.history.PlayOfMembers.BOBS;
import static chats.checker.history.PlayOfMembers.alice;
import static chats.checker.history.PlayOfMembers.bob;
import static chats.checker.history.PlayOfMembers.chatChanged;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The judge can find fault with what those hear and do who are no members, and with what becomes of members. */
class JudgeOfMembersTest {
    private final PlayOfMembers play = new PlayOfMembers();

    @Test
    void findsNothingWhereAllIsWell() {
        finds();
    }

    @Test
    void aMessageAfterTheRemovalIsHeardOutside() {
        play.insertAfter(play.toldOut, bob(heard(BOBS, play.four)));
        finds(Flaw.HEARD_OUTSIDE);
    }

    @Test
    void aMessageBehindTheCutIsHeardOutsideThoughTheRemovalIsNotToldYet() {
        play.insertBefore(play.toldOut, bob(heard(BOBS, play.four)));
        finds(Flaw.HEARD_OUTSIDE);
    }

    @Test
    void theRemovalItselfIsNotHeardAsAChange() {
        play.insertBefore(play.toldOut, bob(new Event.ChatChanged(BOBS, play.removed)));
        finds(Flaw.HEARD_OUTSIDE);
    }

    @Test
    void aTextFromAfterTheCutIsHeardOutside() {
        play.removeBobAgain();
        Wish again = new Wish.Edit("e2", play.one.place(), Traces.mark("e2"));
        Change later = new Change(5, 5, play.one.in(edited("e2")));
        play.changes.set(0, later);
        play.rows.set(0, later.stored());
        play.last = new Position(5, 5);
        play.add(
                bob(new Event.Removed(BOBS, CHAT)),
                alice(asked(ALICES, again)),
                alice(new Event.Granted(ALICES, again, later.stored())),
                alice(changed(ALICES, later)));
        finds();
        play.insertAfter(play.back, bob(heard(BOBS, later.stored())));
        findsAmongOthers(Flaw.HEARD_OUTSIDE);
    }

    @Test
    void toEnterWithoutBeingAMemberIsFound() {
        play.insertAfter(play.toldOut, bob(new Event.Entered(BOBS, CHAT, new Position(3, 1), new Position(3, 2))));
        finds(Flaw.HEARD_OUTSIDE);
    }

    @Test
    void aHistoryReadWithoutBeingAMemberIsFound() {
        Event look = new Event.Looked(eventsOfBobUpTo(play.toldOut), List.of(play.two), List.of());
        play.insertAfter(play.refused, bob(look));
        finds();
        play.remove(look);
        play.insertAfter(
                play.refused, bob(new Event.Looked(eventsOfBobUpTo(play.refused), List.of(play.two), List.of())));
        finds(Flaw.HEARD_OUTSIDE);
    }

    @Test
    void whatWasSaidBeforeAMemberWasAddedMayBeHidden() {
        play.seesAll = false;
        findsAmongOthers(Flaw.HEARD_OUTSIDE);
        play.remove(heard(BOBS, play.four));
        play.remove(new Event.ChatChanged(BOBS, play.summary));
        finds();
        play.add(bob(new Event.Looked(eventsOfBobUpTo(play.caughtUp), List.of(play.two), List.of())));
        finds(Flaw.HEARD_OUTSIDE);
    }

    @Test
    void aMessageBeforeTheCutThatIsNotHeardIsMissedThoughItIsHeardLater() {
        play.remove(heard(BOBS, play.three));
        play.replace(play.back, new Event.Entered(BOBS, CHAT, new Position(2, 1), new Position(4, 3)));
        play.insertBefore(heard(BOBS, play.four), bob(heard(BOBS, play.three)));
        finds(Flaw.MISSED_BEFORE_CUT);
    }

    @Test
    void aChangeBeforeTheCutThatIsNotHeardIsMissedThoughItIsHeardLater() {
        play.remove(changed(BOBS, play.edited));
        play.replace(play.back, new Event.Entered(BOBS, CHAT, new Position(3, 0), new Position(4, 3)));
        play.insertAfter(heard(BOBS, play.four), bob(changed(BOBS, play.edited)));
        finds(Flaw.MISSED_BEFORE_CUT);
    }

    @Test
    void aReplayThatTheRemovalEndsMayBeIncomplete() {
        play.insertBefore(play.toldOut, bob(Play.entered(BOBS, Position.START)));
        finds();
        play.insertBefore(play.toldOut, bob(new Event.Replayed(BOBS, CHAT, Position.START)));
        finds();
    }

    @Test
    void aMessageOfAStrangerIsFound() {
        play.rows.add(play.strange);
        play.removeBobAgain();
        play.last = new Position(6, 4);
        play.replace(play.refused, acknowledged(Event.REST, play.strange));
        play.add(bob(new Event.Removed(BOBS, CHAT)), alice(heard(ALICES, play.strange)));
        finds(Flaw.STORED_BY_STRANGER);
    }

    @Test
    void anEditAndAReactionOfAStrangerAreFound() {
        play.removeBobAgain();
        Wish edit = new Wish.Edit("e2", play.two.place(), Traces.mark("e2"));
        Wish reaction = new Wish.React("r1", play.two.place(), EMOJI, true);
        Change edited = new Change(5, 5, play.two.in(edited("e2")));
        State state = new State(Traces.mark("e2"), true, false, List.of(new Reaction(EMOJI, List.of(BOB))));
        Change reacted = new Change(6, 5, play.two.in(state));
        play.add(bob(new Event.Removed(BOBS, CHAT)));
        becomes(edited, edit);
        finds(Flaw.STORED_BY_STRANGER);
        becomes(reacted, reaction);
        assertEquals(2, play.judged().count(Flaw.STORED_BY_STRANGER));
    }

    private void becomes(Change change, Wish wish) {
        play.changes.removeIf(
                before -> before.stored().place().equals(change.stored().place()));
        play.changes.add(change);
        play.rows.set(1, change.stored());
        play.last = new Position(5, change.rev());
        play.add(
                bob(asked(BOBS, wish)),
                alice(changed(ALICES, change)),
                bob(new Event.Granted(BOBS, wish, change.stored())));
    }

    @Test
    void aMemberIsNotRefused() {
        Stored other = new Stored(CHAT, 9, 109, BOB, "b8", State.plain("b8"));
        PlayOfMembers.Step refused = bob(new Event.Refused(BOBS, "b8", Refusals.STRANGER));
        play.insertBefore(sent(BOBS, play.two), bob(sent(BOBS, other)), refused);
        finds(Flaw.WRONGLY_REFUSED);
        play.remove(refused.event());
        play.insertAfter(play.toldOut, refused);
        finds();
        play.remove(refused.event());
        play.remove(sent(BOBS, other));
        play.add(bob(sent(BOBS, other)), refused);
        finds(Flaw.WRONGLY_REFUSED);
    }

    @Test
    void aChangeByAMemberIsNotRefused() {
        Wish wish = new Wish.React("r1", play.two.place(), EMOJI, true);
        play.insertAfter(play.toldOut, bob(asked(BOBS, wish)), bob(new Event.Refused(BOBS, "r1", Refusals.STRANGER)));
        finds();
        play.add(bob(asked(BOBS, wish)), bob(new Event.Refused(BOBS, "r1", Refusals.STRANGER)));
        finds();
        Wish other = new Wish.React("r2", play.two.place(), EMOJI, false);
        play.add(bob(asked(BOBS, other)), bob(new Event.Refused(BOBS, "r2", Refusals.STRANGER)));
        finds(Flaw.WRONGLY_REFUSED);
    }

    @Test
    void aMemberIsLetIn() {
        play.insertAfter(play.toldOut, bob(new Event.KeptOut(BOBS, CHAT, eventsOfBobUpTo(play.toldOut))));
        finds();
        play.add(bob(new Event.KeptOut(BOBS, CHAT, eventsOfBobUpTo(play.caughtUp))));
        finds(Flaw.WRONGLY_REFUSED);
    }

    @Test
    void aMemberMayReadAndAStrangerMayNot() {
        Event refused =
                new Event.LookedInVain(eventsOfBobUpTo(play.toldOut), CHAT, "/chats/70/messages", Refusals.STRANGER);
        play.insertAfter(play.toldOut, bob(refused));
        finds();
        play.add(bob(
                new Event.LookedInVain(eventsOfBobUpTo(play.caughtUp), CHAT, "/chats/70/messages", Refusals.STRANGER)));
        finds(Flaw.WRONGLY_REFUSED);
    }

    @Test
    void aRefusedMessageThatIsStoredIsFoundUnlessItWasSentTwice() {
        play.removeBobAgain();
        play.rows.add(play.strange);
        play.stays.set(2, new Stay(BOB, play.second.joined(), new Position(6, 4)));
        play.latest = PlayOfMembers.change(4, 6, Set.of(), Set.of());
        play.last = new Position(6, 4);
        play.steps.remove(play.steps.size() - 1);
        play.add(
                alice(heard(ALICES, play.strange)),
                alice(chatChanged(PlayOfMembers.change(4, 6, Set.of(), Set.of(BOB)))),
                bob(new Event.Removed(BOBS, CHAT)));
        finds(Flaw.STORED_THOUGH_REFUSED);
        play.insertBefore(play.toldOut, bob(sent(Event.REST, play.strange)));
        finds();
    }

    @Test
    void aDeviceThatWasNotToldOfItsRemovalIsFound() {
        play.removeBobAgain();
        finds(Flaw.UNTOLD);
        play.add(bob(new Event.Removed(BOBS, CHAT)));
        finds();
    }

    @Test
    void aDeviceThatWasNotToldThatItWasAddedIsFound() {
        int in = play.steps.indexOf(bob(play.toldIn));
        play.steps.subList(in, play.steps.size()).removeIf(step -> step.user() == BOB);
        findsAmongOthers(Flaw.UNTOLD);
    }

    @Test
    void aRemovalOfAnEarlierStayIsOutOfOrder() {
        play.insertAfter(play.caughtUp, bob(new Event.Removed(BOBS, CHAT)));
        finds(Flaw.OUT_OF_ORDER);
        play.removeBobAgain();
        play.add(bob(new Event.Removed(BOBS, CHAT)));
        finds(Flaw.OUT_OF_ORDER);
    }

    @Test
    void aRemovalThatNeverHappenedIsAPhantom() {
        play.add(alice(new Event.Removed(ALICES, CHAT)));
        finds(Flaw.PHANTOM);
    }

    @Test
    void whoCameAndWentIsToldAsItIs() {
        play.replace(chatChanged(play.removed), chatChanged(PlayOfMembers.change(2, 3, Set.of(), Set.of())));
        finds(Flaw.MISTOLD);
    }

    @Test
    void whoIsStillThereHasNotGone() {
        play.replace(chatChanged(play.removed), chatChanged(PlayOfMembers.change(2, 3, Set.of(), Set.of(ALICE, BOB))));
        finds(Flaw.MISTOLD);
    }

    @Test
    void whoIsNamedOnceMoreIsMistold() {
        play.replace(chatChanged(play.removed), chatChanged(PlayOfMembers.change(2, 3, Set.of(ALICE), Set.of(BOB))));
        finds(Flaw.MISTOLD);
    }

    @Test
    void theEndOfAReplayThatDidNotTellWhoWentIsMistold() {
        Event end = new Event.Replayed(ALICES, CHAT, new Position(3, 2));
        play.insertAfter(
                chatChanged(play.removed),
                alice(new Event.Entered(ALICES, CHAT, new Position(3, 1), new Position(3, 2))),
                alice(end));
        finds(Flaw.MISTOLD);
        play.insertBefore(end, alice(chatChanged(play.removed)));
        finds();
    }

    /** Who went is summed up at the last change of the chat, which the replay has not come to. */
    @Test
    void aReplayThatBreaksNeedNotHaveToldWhoWent() {
        play.removeBobAgain();
        Wish again = new Wish.Edit("e2", play.one.place(), Traces.mark("e2"));
        Change later = new Change(5, 5, play.one.in(edited("e2")));
        play.changes.set(0, later);
        play.rows.set(0, later.stored());
        play.latest = PlayOfMembers.change(6, 5, Set.of(), Set.of());
        play.last = new Position(5, 6);
        int broken = ALICES - 1;
        Event half = new Event.Replayed(broken, CHAT, new Position(5, 5));
        play.add(
                bob(new Event.Removed(BOBS, CHAT)),
                alice(asked(ALICES, again)),
                alice(new Event.Granted(ALICES, again, later.stored())),
                alice(changed(ALICES, later)),
                alice(chatChanged(play.latest)),
                alice(new Event.Entered(broken, CHAT, new Position(5, 3), play.last)),
                alice(changed(broken, later)));
        finds();
        play.add(alice(half));
        findsAmongOthers(Flaw.MISTOLD);
    }

    @Test
    void theMembersOfAChatThatAUserIsAddedToAreToldAsTheyAre() {
        play.replace(play.toldIn, new Event.Invited(BOBS, CHAT, 3, Set.of(BOB)));
        finds(Flaw.MISTOLD);
    }

    @Test
    void anAnswerThatTellsOtherMembersIsMistold() {
        ChatChange other = PlayOfMembers.change(2, 3, Set.of(), Set.of(ALICE));
        play.replace(
                new Event.UpdateGranted(ALICES, play.remove, play.removed),
                new Event.UpdateGranted(ALICES, play.remove, other));
        finds(Flaw.MISTOLD);
    }

    @Test
    void anAcknowledgedRemovalThatIsNotInTheDatabaseIsLost() {
        play.add(
                alice(new Event.UpdateAsked(ALICES, play.remove)),
                alice(new Event.UpdateGranted(ALICES, play.remove, play.summary)));
        finds(Flaw.LOST);
    }

    @Test
    void anAddingWhoseDeviceLearnsNothingIsUnsettled() {
        play.remove(new Event.UpdateGranted(ALICES, play.add, play.added));
        finds(Flaw.UNSETTLED);
    }

    @Test
    void anAdminIsNotRefused() {
        play.replace(
                new Event.UpdateGranted(ALICES, play.add, play.added),
                new Event.Refused(ALICES, play.add.id(), "forbidden"));
        finds(Flaw.WRONGLY_REFUSED);
    }

    @Test
    void aMemberWhomNobodyRemovedOrAddedIsAPhantom() {
        play.remove(new Event.UpdateAsked(ALICES, play.remove));
        finds(Flaw.PHANTOM);
        play.remove(new Event.UpdateAsked(ALICES, play.add));
        assertEquals(2, play.judged().count(Flaw.PHANTOM));
    }

    @Test
    void aStayThatBeginsBeforeTheOneBeforeHasEndedIsMiscounted() {
        play.stays.set(2, new Stay(BOB, new Position(2, 1), null));
        findsAmongOthers(Flaw.MISCOUNTED);
    }

    @Test
    void aRemovalBehindAnotherMessageThanWasToldIsMiscounted() {
        play.stays.set(1, new Stay(BOB, Position.START, new Position(2, 2)));
        findsAmongOthers(Flaw.MISCOUNTED);
    }

    @Test
    void aChangeOfTheChatThatADeviceNeverLearnsOfIsStale() {
        play.remove(chatChanged(play.added));
        finds(Flaw.STALE);
    }

    @Test
    void aChangeOfTheChatLeftOutOfAReplayIsSkipped() {
        play.remove(new Event.ChatChanged(BOBS, play.summary));
        finds(Flaw.SKIPPED, Flaw.STALE);
    }

    @Test
    void oneRevWithTwoNamesIsAMismatch() {
        ChatChange renamed = new ChatChange(CHAT, 2, 3, ALICE, "other", Set.of(ALICE), Set.of(), Set.of(BOB));
        play.add(alice(new Event.UpdateAsked(ALICES, new Update.Rename("u3", CHAT, "other"))));
        play.add(alice(new Event.Looked(0, List.of(), List.of(renamed))));
        findsAmongOthers(Flaw.MISMATCH);
    }

    @Test
    void aNameThatNobodyGaveIsAMismatch() {
        ChatChange renamed = new ChatChange(CHAT, 4, 5, ALICE, "other", Set.of(ALICE), Set.of(), Set.of());
        play.latest = renamed;
        play.last = new Position(5, 4);
        play.add(alice(chatChanged(renamed)), bob(new Event.ChatChanged(BOBS, renamed)));
        finds(Flaw.MISMATCH);
        play.add(
                alice(new Event.UpdateAsked(ALICES, new Update.Rename("u3", CHAT, "other"))),
                alice(new Event.UpdateGranted(ALICES, new Update.Rename("u3", CHAT, "other"), renamed)));
        finds();
    }

    private int eventsOfBobUpTo(Event event) {
        List<Event> events = play.steps.stream()
                .filter(step -> step.user() == BOB)
                .map(PlayOfMembers.Step::event)
                .toList();
        return events.indexOf(event) + 1;
    }

    private void finds(Flaw... expected) {
        assertEquals(Set.of(expected), found(), () -> play.judged().toString());
    }

    private void findsAmongOthers(Flaw expected) {
        assertTrue(found().contains(expected), () -> play.judged().toString());
    }

    private Set<Flaw> found() {
        return play.judged().findings().stream()
                .map(Finding::flaw)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flaw.class)));
    }
}
