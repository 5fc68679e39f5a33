package chats.checker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What users have read and have unread in the end, on every node: at least what was acknowledged to one of their devices, what they have sent
 * themselves and what there was when they were added; at most what they have asked for besides. What was asked for and not acknowledged may
 * hold or not, but for all nodes alike.
 */
final class MarksCheck {
    private record Key(long user, Talk talk) {}

    private final List<Finding> findings;
    private final Rows rows;
    private final Map<Key, Long> least = new HashMap<>();
    private final Map<Key, Long> most = new HashMap<>();

    MarksCheck(List<Log> logs, Rows rows, List<Finding> findings) {
        this.findings = findings;
        this.rows = rows;
        rows.messages()
                .forEach(message -> least.merge(new Key(message.author(), message.talk()), message.seq(), Math::max));
        rows.rooms()
                .forEach((chat, room) -> room.stays()
                        .forEach(stay -> least.merge(
                                new Key(stay.user(), chat), stay.joined().seq(), Math::max)));
        logs.forEach(this::learn);
    }

    private void learn(Log log) {
        for (Event event : log.events()) {
            if (event instanceof Event.MarkAsked asked) {
                most.merge(new Key(log.user(), asked.talk()), asked.seq(), Math::max);
            } else if (event instanceof Event.MarkGranted granted) {
                least.merge(new Key(log.user(), granted.talk()), granted.readSeq(), Math::max);
                if (granted.readSeq() < granted.seq()) {
                    add(Flaw.UNMARKED, log.device() + ": " + granted);
                }
            }
        }
    }

    void check(List<Mark> marks) {
        Map<Key, Mark> first = new HashMap<>();
        Map<String, Set<Key>> shown = new HashMap<>();
        for (Mark mark : marks) {
            Key key = new Key(mark.user(), mark.talk());
            shown.computeIfAbsent(mark.node(), node -> new HashSet<>()).add(key);
            checkSeq(mark, key);
            checkUnread(mark);
            Mark other = first.putIfAbsent(key, mark);
            if (other != null && other.readSeq() != mark.readSeq()) {
                add(Flaw.MISMATCH, other + " and " + mark);
            }
        }
        shown.forEach(this::checkWhole);
    }

    private void checkSeq(Mark mark, Key key) {
        long atLeast = least.getOrDefault(key, 0L);
        if (mark.readSeq() < atLeast) {
            add(Flaw.UNMARKED, mark + " and not " + atLeast);
        } else if (mark.readSeq() > Math.max(atLeast, most.getOrDefault(key, 0L))) {
            add(Flaw.OVERMARKED, mark);
        }
    }

    private void checkUnread(Mark mark) {
        long unread = rows.messages().stream()
                .filter(message -> message.talk().equals(mark.talk())
                        && message.seq() > mark.readSeq()
                        && !message.state().deleted())
                .count();
        if (mark.unread() != unread) {
            add(Flaw.MISCOUNTED_UNREAD, mark + " and not " + unread);
        }
    }

    /** Every node shows each member his chats. */
    private void checkWhole(String node, Set<Key> shown) {
        rows.rooms()
                .forEach((chat, room) -> room.stays().stream()
                        .filter(Stay::lasts)
                        .map(stay -> new Key(stay.user(), chat))
                        .filter(key -> !shown.contains(key))
                        .forEach(key -> add(Flaw.UNMARKED, node + " does not show " + key)));
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, what.toString()));
    }
}
