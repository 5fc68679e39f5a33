package chats.checker.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A small history in which all is well, for tests to spoil: alice sends "1" and "3" to a chat and whispers to bob, bob sends
 * "2"; bob's connection broke after "1".
 */
final class Play {
    static final Talk.Chat CHAT = new Talk.Chat(70);
    static final Talk.Whispers WHISPERS = Talk.Whispers.between(1, 2);
    static final int ALICES = 11;
    static final int BOBS = 21;
    static final int BOBS_NEXT = 22;

    final Stored one = new Stored(CHAT, 1, 101, 1, "a1", State.plain("one"));
    final Stored two = new Stored(CHAT, 2, 102, 2, "b1", State.plain("two"));
    final Stored three = new Stored(CHAT, 3, 103, 1, "a2", State.plain("three"));
    final Stored whisper = new Stored(WHISPERS, 1, 104, 1, "a3", State.plain("psst"));

    final List<Stored> rows = new ArrayList<>(List.of(one, two, three, whisper));
    final Map<Talk, Long> lastSeqs = new HashMap<>(Map.of(CHAT, 3L, WHISPERS, 1L));

    final List<Event> alice = new ArrayList<>(List.of(
            entered(ALICES, Position.START),
            new Event.Synced(ALICES, Map.of()),
            sent(ALICES, one),
            acknowledged(ALICES, one),
            heard(ALICES, two),
            sent(ALICES, three),
            sent(ALICES, whisper),
            acknowledged(ALICES, three),
            acknowledged(ALICES, whisper)));

    final List<Event> bob = new ArrayList<>(List.of(
            entered(BOBS, Position.START),
            new Event.Synced(BOBS, Map.of()),
            heard(BOBS, one),
            sent(BOBS, two),
            new Event.Unknown(BOBS, two.clientMessageId()),
            entered(BOBS_NEXT, new Position(1, 0)),
            new Event.Synced(BOBS_NEXT, Map.of()),
            sent(BOBS_NEXT, two),
            acknowledged(BOBS_NEXT, two),
            heard(BOBS_NEXT, two),
            new Event.Replayed(BOBS_NEXT, CHAT, new Position(2, 0)),
            heard(BOBS_NEXT, three),
            heard(BOBS_NEXT, whisper)));

    static Event entered(int connection, Position after) {
        return new Event.Entered(connection, CHAT, after, after);
    }

    static Event sent(int connection, Stored message) {
        return new Event.Sent(connection, message.clientMessageId(), message.talk(), message.text());
    }

    static Event acknowledged(int connection, Stored message) {
        return new Event.Acknowledged(connection, message.clientMessageId(), message);
    }

    static Event heard(int connection, Stored message) {
        return new Event.Heard(connection, message);
    }

    /** The same message with another text. */
    static Stored reworded(Stored message) {
        return message.in(State.plain("reworded"));
    }

    Verdict judged() {
        return Judge.judge(
                List.of(log("alice's", 1, alice), log("bob's", 2, bob)),
                new Rows(rows, lasts(), List.of(), Set.of(), Map.of()));
    }

    /** Of a history in which nobody comes and goes, so that it does not matter when something happened. */
    static Log log(String device, long user, List<Event> events) {
        return new Log(device, user, Set.of(CHAT), events, Collections.nCopies(events.size(), 0L));
    }

    private Map<Talk, Position> lasts() {
        Map<Talk, Position> lasts = new HashMap<>();
        lastSeqs.forEach((talk, seq) -> lasts.put(talk, new Position(seq, 0)));
        return lasts;
    }
}
