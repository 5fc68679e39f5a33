package chats.checker.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Between which moments each change happened: after what came before it was sent, and before anybody knew of it. */
final class Moments {
    private final Index index;
    private final Map<Talk, NavigableMap<Long, Long>> sent = new HashMap<>();
    private final Map<Talk, NavigableMap<Long, Long>> seqKnown = new HashMap<>();
    private final Map<Talk, NavigableMap<Long, Long>> revKnown = new HashMap<>();

    Moments(List<Log> logs, Index index) {
        this.index = index;
        for (Log log : logs) {
            for (int number = 0; number < log.events().size(); number++) {
                take(log, log.events().get(number), log.moment(number));
            }
        }
        sent.values().forEach(Moments::keepLatestSoFar);
        seqKnown.values().forEach(Moments::keepEarliestFromHere);
        revKnown.values().forEach(Moments::keepEarliestFromHere);
    }

    private void take(Log log, Event event, long moment) {
        if (event instanceof Event.Sent message) {
            index.of(log.user(), message.clientMessageId()).ifPresent(row -> note(sent, row.talk(), row.seq(), moment));
        } else if (event instanceof Event.Acknowledged answer) {
            note(seqKnown, answer.stored().talk(), answer.stored().seq(), moment);
        } else if (event instanceof Event.Heard heard) {
            note(seqKnown, heard.stored().talk(), heard.stored().seq(), moment);
        } else if (event instanceof Event.Changed changed) {
            note(revKnown, changed.change().talk(), changed.change().rev(), moment);
        } else if (event instanceof Event.ChatChanged changed) {
            note(revKnown, changed.change().chat(), changed.change().rev(), moment);
        } else if (event instanceof Event.UpdateGranted granted) {
            note(revKnown, granted.change().chat(), granted.change().rev(), moment);
        } else if (event instanceof Event.Invited invited) {
            note(revKnown, invited.chat(), invited.rev(), moment);
        } else if (event instanceof Event.Entered entered) {
            note(revKnown, entered.chat(), entered.at().rev(), moment);
        } else if (event instanceof Event.Replayed replayed) {
            note(revKnown, replayed.talk(), replayed.last().rev(), moment);
        }
    }

    private static void note(Map<Talk, NavigableMap<Long, Long>> known, Talk talk, long number, long moment) {
        known.computeIfAbsent(talk, key -> new TreeMap<>()).merge(number, moment, Math::min);
    }

    private static void keepLatestSoFar(NavigableMap<Long, Long> moments) {
        long latest = 0;
        for (Map.Entry<Long, Long> entry : moments.entrySet()) {
            latest = Math.max(latest, entry.getValue());
            entry.setValue(latest);
        }
    }

    private static void keepEarliestFromHere(NavigableMap<Long, Long> moments) {
        long earliest = Long.MAX_VALUE;
        for (Map.Entry<Long, Long> entry : moments.descendingMap().entrySet()) {
            earliest = Math.min(earliest, entry.getValue());
            entry.setValue(earliest);
        }
    }

    /** A change behind this message happened later than this. */
    long before(Talk talk, long afterSeq) {
        Map.Entry<Long, Long> last = sent.getOrDefault(talk, new TreeMap<>()).floorEntry(afterSeq);
        return last == null ? 0 : last.getValue();
    }

    /** A change of this rev, behind this message, had happened by then. */
    long after(Talk talk, Position change) {
        return Math.min(first(revKnown, talk, change.rev()), first(seqKnown, talk, change.seq() + 1));
    }

    private static long first(Map<Talk, NavigableMap<Long, Long>> known, Talk talk, long number) {
        Map.Entry<Long, Long> first = known.getOrDefault(talk, new TreeMap<>()).ceilingEntry(number);
        return first == null ? Long.MAX_VALUE : first.getValue();
    }
}
