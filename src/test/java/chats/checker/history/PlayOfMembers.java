package chats.checker.history;

import static chats.checker.history.Play.acknowledged;
import static chats.checker.history.Play.entered;
import static chats.checker.history.Play.heard;
import static chats.checker.history.Play.sent;
import static chats.checker.history.PlayOfChanges.CHAT;
import static chats.checker.history.PlayOfChanges.asked;
import static chats.checker.history.PlayOfChanges.changed;
import static chats.checker.history.PlayOfChanges.edited;
import static chats.checker.history.PlayOfChanges.granted;
import static chats.checker.history.PlayOfChanges.plain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A small history in which a member comes and goes and all is well, for tests to spoil: alice edits "one" after bob has said "two", says
 * "three" and removes him, says "four" while he is outside, and adds him again; he says "five".
 */
final class PlayOfMembers {
    static final int ALICES = 11;
    static final int BOBS = 21;
    static final long ALICE = 1;
    static final long BOB = 2;
    private static final String REFUSED = "b9";

    /** Something that happens to a device, later than what stands before it. */
    record Step(long user, Event event) {}

    final Stored one = new Stored(CHAT, 1, 101, ALICE, "a1", plain("a1"));
    final Stored two = new Stored(CHAT, 2, 102, BOB, "b1", plain("b1"));
    final Stored three = new Stored(CHAT, 3, 103, ALICE, "a2", plain("a2"));
    final Stored four = new Stored(CHAT, 4, 104, ALICE, "a3", plain("a3"));
    final Stored five = new Stored(CHAT, 5, 105, BOB, "b2", plain("b2"));
    final Stored strange = new Stored(CHAT, 6, 106, BOB, REFUSED, plain(REFUSED));

    final Wish edit = new Wish.Edit("e1", one.place(), Traces.mark("e1"));
    final Change edited = new Change(1, 2, one.in(edited("e1")));
    final Update remove = new Update.Remove("u1", CHAT, Set.of(BOB));
    final Update add = new Update.Add("u2", CHAT, Set.of(BOB));
    final ChatChange removed = change(2, 3, Set.of(), Set.of(BOB));
    final ChatChange added = change(3, 4, Set.of(BOB), Set.of());

    /** What bob is told when he enters again: he was a member when he left, and he is one. */
    final ChatChange summary = change(3, 4, Set.of(), Set.of());

    final Stay alicesStay = new Stay(ALICE, Position.START, null);
    final Stay first = new Stay(BOB, Position.START, new Position(3, 2));
    final Stay second = new Stay(BOB, new Position(4, 3), null);

    final Event toldOut = new Event.Removed(BOBS, CHAT);
    final Event refused = new Event.Refused(Event.REST, REFUSED, Refusals.STRANGER);
    final Event toldIn = new Event.Invited(BOBS, CHAT, 3, Set.of(ALICE, BOB));
    final Event back = new Event.Entered(BOBS, CHAT, new Position(3, 1), new Position(4, 3));
    final Event caughtUp = new Event.Replayed(BOBS, CHAT, new Position(4, 3));

    final List<Stored> rows = new ArrayList<>(List.of(edited.stored(), two, three, four, five));
    final List<Change> changes = new ArrayList<>(List.of(edited));
    final List<Stay> stays = new ArrayList<>(List.of(alicesStay, first, second));
    ChatChange latest = summary;
    Position last = new Position(5, 3);
    boolean seesAll = true;

    final List<Step> steps = new ArrayList<>(List.of(
            alice(entered(ALICES, Position.START)),
            alice(new Event.Replayed(ALICES, CHAT, Position.START)),
            bob(entered(BOBS, Position.START)),
            bob(new Event.Replayed(BOBS, CHAT, Position.START)),
            alice(sent(ALICES, one)),
            alice(acknowledged(ALICES, one)),
            bob(heard(BOBS, one)),
            bob(sent(BOBS, two)),
            alice(heard(ALICES, two)),
            bob(acknowledged(BOBS, two)),
            alice(asked(ALICES, edit)),
            alice(granted(ALICES, edit, edited)),
            alice(changed(ALICES, edited)),
            bob(changed(BOBS, edited)),
            alice(sent(ALICES, three)),
            alice(acknowledged(ALICES, three)),
            bob(heard(BOBS, three)),
            alice(new Event.UpdateAsked(ALICES, remove)),
            bob(toldOut),
            alice(chatChanged(removed)),
            alice(new Event.UpdateGranted(ALICES, remove, removed)),
            bob(sent(Event.REST, strange)),
            bob(refused),
            alice(sent(ALICES, four)),
            alice(acknowledged(ALICES, four)),
            alice(new Event.UpdateAsked(ALICES, add)),
            alice(chatChanged(added)),
            bob(toldIn),
            alice(new Event.UpdateGranted(ALICES, add, added)),
            bob(back),
            bob(heard(BOBS, four)),
            bob(new Event.ChatChanged(BOBS, summary)),
            bob(caughtUp),
            bob(sent(BOBS, five)),
            bob(acknowledged(BOBS, five)),
            alice(heard(ALICES, five))));

    static ChatChange change(long rev, long afterSeq, Set<Long> added, Set<Long> removed) {
        return new ChatChange(CHAT, rev, afterSeq, ALICE, null, Set.of(ALICE), added, removed);
    }

    static Step alice(Event event) {
        return new Step(ALICE, event);
    }

    static Step bob(Event event) {
        return new Step(BOB, event);
    }

    static Event chatChanged(ChatChange change) {
        return new Event.ChatChanged(ALICES, change);
    }

    void insertBefore(Event event, Step... inserted) {
        steps.addAll(indexOf(event), List.of(inserted));
    }

    void insertAfter(Event event, Step... inserted) {
        steps.addAll(indexOf(event) + 1, List.of(inserted));
    }

    void add(Step... added) {
        steps.addAll(List.of(added));
    }

    void remove(Event event) {
        steps.remove(indexOf(event));
    }

    void replace(Event event, Event other) {
        int index = indexOf(event);
        steps.set(index, new Step(steps.get(index).user(), other));
    }

    private int indexOf(Event event) {
        return IntStream.range(0, steps.size())
                .filter(index -> steps.get(index).event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    /** In the end bob is removed once more; alice hears of it. */
    void removeBobAgain() {
        ChatChange again = change(4, 5, Set.of(), Set.of(BOB));
        stays.set(stays.indexOf(second), new Stay(BOB, second.joined(), new Position(5, 4)));
        latest = change(4, 5, Set.of(), Set.of());
        last = new Position(5, 4);
        add(alice(chatChanged(again)));
    }

    Verdict judged() {
        Map<Talk, Position> lasts = new HashMap<>(Map.of(CHAT, last));
        Room room = new Room(latest, seesAll, stays);
        return Judge.judge(
                List.of(log("alice's", ALICE), log("bob's", BOB)),
                new Rows(rows, lasts, changes, Set.of(), Map.of(CHAT, room)));
    }

    private Log log(String device, long user) {
        List<Event> events = new ArrayList<>();
        List<Long> moments = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index).user() == user) {
                events.add(steps.get(index).event());
                moments.add(index + 1L);
            }
        }
        return new Log(device, user, Set.of(CHAT), events, moments);
    }
}
