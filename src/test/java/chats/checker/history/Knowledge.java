package chats.checker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a device knows over all its connections together: in the end everything that concerns it, as it is. */
final class Knowledge {
    private final Log log;
    private final Members members;
    private final List<Finding> findings;
    private final Set<Place> told = new HashSet<>();
    private final Map<Place, State> known = new HashMap<>();
    private final Map<Place, State> answered = new HashMap<>();

    Knowledge(Log log, Members members, List<Finding> findings) {
        this.log = log;
        this.members = members;
        this.findings = findings;
    }

    void hears(Stored message) {
        told.add(message.place());
        known.put(message.place(), message.state());
    }

    /** Perhaps later than somebody else told it: it counts if nothing is known yet. */
    void hearsLate(Stored message) {
        told.add(message.place());
        known.putIfAbsent(message.place(), message.state());
    }

    void hears(Change change) {
        known.put(change.stored().place(), change.stored().state());
    }

    /** An answer comes before or after the events around it: it counts if there was no event. */
    void isAnswered(Stored message) {
        told.add(message.place());
        answered.put(message.place(), message.state());
    }

    void check(Rows rows) {
        for (Stored row : rows.messages()) {
            if (isExcused(row)) {
                continue;
            }
            Place place = row.place();
            if (log.mustKnow(row.talk()) && !told.contains(place)) {
                findings.add(new Finding(Flaw.UNHEARD, log.device() + ": " + row));
            } else if (told.contains(place)) {
                State state = known.getOrDefault(place, answered.get(place));
                if (!row.state().equals(state)) {
                    findings.add(new Finding(Flaw.STALE, log.device() + ": knows " + state + " of " + row));
                }
            }
        }
    }

    // Of a user who is no member in the end, and of what is hidden from a member.
    private boolean isExcused(Stored row) {
        return members.room(row.talk()).isPresent()
                && members.lastingStay(row.talk(), log.user())
                        .filter(stay ->
                                row.seq() > members.hidden(row.talk(), stay).seq())
                        .isEmpty();
    }
}
