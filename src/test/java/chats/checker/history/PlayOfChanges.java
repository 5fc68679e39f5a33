package chats.checker.history;

import static chats.checker.history.Play.acknowledged;
import static chats.checker.history.Play.entered;
import static chats.checker.history.Play.heard;
import static chats.checker.history.Play.log;
import static chats.checker.history.Play.sent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small history with changes in which all is well, for tests to spoil: alice edits "one" twice and deletes "three", bob reacts to
 * "two" and to her whisper, she to his "four", which he sends when all but that has happened. His connection breaks after the
 * first change.
 */
final class PlayOfChanges {
    static final Talk.Chat CHAT = new Talk.Chat(70);
    static final Talk.Whispers WHISPERS = Talk.Whispers.between(1, 2);
    static final int ALICES = 11;
    static final int BOBS = 21;
    static final int BOBS_NEXT = 22;
    static final String EMOJI = "\uD83D\uDC4D";

    final Stored one = new Stored(CHAT, 1, 101, 1, "a1", plain("a1"));
    final Stored two = new Stored(CHAT, 2, 102, 2, "b1", plain("b1"));
    final Stored three = new Stored(CHAT, 3, 103, 1, "a2", plain("a2"));
    final Stored whisper = new Stored(WHISPERS, 1, 104, 1, "a3", plain("a3"));
    final Stored four = new Stored(CHAT, 4, 105, 2, "b2", plain("b2"));

    final Wish edit = new Wish.Edit("e1", one.place(), Traces.mark("e1"));
    final Wish editAgain = new Wish.Edit("e2", one.place(), Traces.mark("e2"));
    final Wish delete = new Wish.Delete("d1", three.place());
    final Wish reactToTwo = new Wish.React("r1", two.place(), EMOJI, true);
    final Wish reactToFour = new Wish.React("r2", four.place(), EMOJI, true);
    final Wish reactToWhisper = new Wish.React("r3", whisper.place(), EMOJI, true);

    final Change edited = new Change(1, 3, one.in(edited("e1")));
    final Change reacted = new Change(2, 3, two.in(reacted("b1", 2)));
    final Change deleted = new Change(3, 3, three.in(new State("", false, true, List.of())));
    final Change editedAgain = new Change(4, 3, one.in(edited("e2")));
    final Change reactedToFour = new Change(5, 4, four.in(reacted("b2", 1)));
    final Change reactedToWhisper = new Change(1, 1, whisper.in(reacted("a3", 2)));

    final Map<Place, Stored> rows = new HashMap<>();
    final List<Change> changes =
            new ArrayList<>(List.of(reacted, deleted, editedAgain, reactedToFour, reactedToWhisper));
    final Map<Talk, Position> lasts = new HashMap<>(Map.of(CHAT, new Position(4, 5), WHISPERS, new Position(1, 1)));
    final Set<String> traces = new HashSet<>();

    final List<Event> alice = new ArrayList<>(List.of(
            entered(ALICES, Position.START),
            new Event.Synced(ALICES, Map.of()),
            new Event.Replayed(ALICES, CHAT, Position.START),
            sent(ALICES, one),
            acknowledged(ALICES, one),
            heard(ALICES, two),
            sent(ALICES, three),
            acknowledged(ALICES, three),
            sent(ALICES, whisper),
            acknowledged(ALICES, whisper),
            asked(ALICES, edit),
            granted(ALICES, edit, edited),
            changed(ALICES, edited),
            changed(ALICES, reacted),
            asked(ALICES, delete),
            changed(ALICES, deleted),
            granted(ALICES, delete, deleted),
            asked(ALICES, editAgain),
            granted(ALICES, editAgain, editedAgain),
            changed(ALICES, editedAgain),
            heard(ALICES, four),
            asked(ALICES, reactToFour),
            granted(ALICES, reactToFour, reactedToFour),
            changed(ALICES, reactedToFour),
            changed(ALICES, reactedToWhisper)));

    final List<Event> bob = new ArrayList<>(List.of(
            entered(BOBS, Position.START),
            new Event.Synced(BOBS, Map.of()),
            new Event.Replayed(BOBS, CHAT, Position.START),
            heard(BOBS, one),
            sent(BOBS, two),
            acknowledged(BOBS, two),
            heard(BOBS, three),
            heard(BOBS, whisper),
            changed(BOBS, edited),
            asked(BOBS, reactToTwo),
            new Event.Unknown(BOBS, reactToTwo.id()),
            entered(BOBS_NEXT, new Position(3, 1)),
            new Event.Synced(BOBS_NEXT, Map.of(1L, new Position(1, 0))),
            changed(BOBS_NEXT, reacted),
            changed(BOBS_NEXT, deleted),
            new Event.Replayed(BOBS_NEXT, CHAT, new Position(3, 3)),
            new Event.Replayed(BOBS_NEXT, WHISPERS, new Position(1, 0)),
            asked(BOBS_NEXT, reactToTwo),
            granted(BOBS_NEXT, reactToTwo, reacted),
            changed(BOBS_NEXT, editedAgain),
            sent(BOBS_NEXT, four),
            acknowledged(BOBS_NEXT, four),
            changed(BOBS_NEXT, reactedToFour),
            asked(BOBS_NEXT, reactToWhisper),
            granted(BOBS_NEXT, reactToWhisper, reactedToWhisper),
            changed(BOBS_NEXT, reactedToWhisper)));

    PlayOfChanges() {
        changes.forEach(change -> row(change.stored()));
    }

    static State plain(String unique) {
        return State.plain(Traces.mark(unique));
    }

    static State edited(String unique) {
        return new State(Traces.mark(unique), true, false, List.of());
    }

    static State reacted(String unique, long user) {
        return new State(Traces.mark(unique), false, false, List.of(new Reaction(EMOJI, List.of(user))));
    }

    static Event asked(int connection, Wish wish) {
        return new Event.Asked(connection, wish);
    }

    static Event granted(int connection, Wish wish, Change change) {
        return new Event.Granted(connection, wish, change.stored());
    }

    static Event changed(int connection, Change change) {
        return new Event.Changed(connection, change);
    }

    /** The database has the message so. */
    void row(Stored message) {
        rows.put(message.place(), message);
    }

    /** This did not happen, as far as anybody but its sender knows; the database has the message so instead. */
    void undo(Change change, Stored instead) {
        changes.remove(change);
        alice.remove(changed(ALICES, change));
        bob.remove(changed(BOBS_NEXT, change));
        row(instead);
    }

    /** The last change of all, which everybody hears and the database holds. */
    Change happens(Stored message) {
        long rev = lasts.get(CHAT).rev() + 1;
        Change change = new Change(rev, 4, message);
        lasts.put(CHAT, new Position(4, rev));
        changes.removeIf(before -> before.stored().place().equals(message.place()));
        changes.add(change);
        row(message);
        alice.add(changed(ALICES, change));
        bob.add(changed(BOBS_NEXT, change));
        return change;
    }

    Verdict judged() {
        return Judge.judge(
                List.of(log("alice's", 1, alice), log("bob's", 2, bob)),
                new Rows(List.copyOf(rows.values()), lasts, changes, traces, Map.of()));
    }
}
