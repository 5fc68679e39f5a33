package chats.checker.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** All changes that anybody saw, and those that the database holds, by their revs. */
final class Timeline {
    private final Said said;
    private final List<Finding> findings;
    private final Map<Talk, NavigableMap<Long, Change>> seen = new HashMap<>();
    private final Map<Talk, NavigableMap<Long, ChatChange>> ofChats = new HashMap<>();
    private final Map<Place, NavigableMap<Long, Change>> ofMessages = new HashMap<>();
    private final Map<Place, Map<String, Long>> ranks = new HashMap<>();

    Timeline(List<Log> logs, Rows rows, Said said, List<Finding> findings) {
        this.said = said;
        this.findings = findings;
        rows.changes().forEach(change -> add("the database", change));
        rows.rooms().values().stream()
                .filter(room -> room.latest().rev() > 0)
                .forEach(room -> add("the database", room.latest()));
        for (Log log : logs) {
            for (Event event : log.events()) {
                if (event instanceof Event.Changed changed) {
                    add(log.device(), changed.change());
                } else if (event instanceof Event.ChatChanged changed) {
                    add(log.device(), changed.change());
                } else if (event instanceof Event.Looked looked) {
                    looked.changes().forEach(change -> add(log.device(), change));
                }
            }
        }
        seen.values().forEach(changes -> changes.values().forEach(this::take));
    }

    private void add(String by, Revision revision) {
        if (revision instanceof Change change) {
            addOfMessage(by, change);
        } else {
            addOfChat(by, (ChatChange) revision);
        }
    }

    private void addOfMessage(String by, Change change) {
        Change other =
                seen.computeIfAbsent(change.talk(), talk -> new TreeMap<>()).putIfAbsent(change.rev(), change);
        if (other != null && !other.equals(change)) {
            findings.add(new Finding(Flaw.MISMATCH, by + " has " + change + ", others " + other));
        }
    }

    private void addOfChat(String by, ChatChange change) {
        ChatChange other =
                ofChats.computeIfAbsent(change.chat(), chat -> new TreeMap<>()).putIfAbsent(change.rev(), change);
        if (other != null && !other.isSameAs(change)) {
            findings.add(new Finding(Flaw.MISMATCH, by + " has " + change + ", others " + other));
        }
    }

    private void take(Change change) {
        Place place = change.stored().place();
        ofMessages.computeIfAbsent(place, key -> new TreeMap<>()).put(change.rev(), change);
        ranks.computeIfAbsent(place, key -> new HashMap<>())
                .putIfAbsent(change.stored().text(), change.rev());
    }

    /** Those of a talk, of its messages and of itself, in no order. */
    List<Revision> of(Talk talk) {
        List<Revision> all =
                new ArrayList<>(seen.getOrDefault(talk, new TreeMap<>()).values());
        all.addAll(ofChats.getOrDefault(talk, new TreeMap<>()).values());
        return all;
    }

    /** Those of each chat itself, in order. */
    Map<Talk, NavigableMap<Long, ChatChange>> ofChats() {
        return ofChats;
    }

    /** Those of a talk's messages, in order. */
    Collection<NavigableMap<Long, Change>> ofTalks() {
        return seen.values();
    }

    /** Those of a message, in order. */
    Collection<NavigableMap<Long, Change>> ofMessages() {
        return ofMessages.values();
    }

    /**
     * Of two texts of a message the later one has the higher rank: the rev at which it was seen first, and 0 as it was sent. A
     * deleted one's text is empty.
     */
    OptionalLong rank(Stored message) {
        return rank(message, message.text());
    }

    OptionalLong rank(Stored message, String text) {
        Long rank = ranks.getOrDefault(message.place(), Map.of()).get(text);
        if (rank != null) {
            return OptionalLong.of(rank);
        }
        return said.isAsSent(message.in(State.plain(text))) ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /** The very change that gave the message its text; empty if it is not known. */
    Optional<Change> origin(Stored message) {
        NavigableMap<Long, Change> changes = ofMessages.get(message.place());
        OptionalLong rank = rank(message);
        if (changes == null || rank.isEmpty() || rank.getAsLong() == 0) {
            return Optional.empty();
        }
        Change first = changes.get(rank.getAsLong());
        Map.Entry<Long, Change> before = changes.lowerEntry(first.rev());
        long known = before == null ? revBefore(message) : before.getKey();
        return isWhole(first.talk(), known, first.rev()) ? Optional.of(first) : Optional.empty();
    }

    /** Whether somebody saw each change above the one rev, up to the other. */
    boolean isWhole(Talk talk, long above, long upTo) {
        return count(seen, talk, above, upTo) + count(ofChats, talk, above, upTo) == upTo - above;
    }

    private static <T> int count(Map<Talk, NavigableMap<Long, T>> changes, Talk talk, long above, long upTo) {
        return changes.getOrDefault(talk, new TreeMap<>())
                .subMap(above, false, upTo, true)
                .size();
    }

    /** The last change that was seen before the message was there. */
    long revBefore(Stored message) {
        long rev = 0;
        for (Change change : seen.get(message.talk()).values()) {
            if (change.afterSeq() >= message.seq()) {
                break;
            }
            rev = change.rev();
        }
        return rev;
    }
}
