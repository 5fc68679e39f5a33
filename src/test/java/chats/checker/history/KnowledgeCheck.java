package chats.checker.history;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** In the end a device knows everything that concerns it, over all its connections together. */
final class KnowledgeCheck {
    private final Log log;
    private final List<Finding> findings;

    KnowledgeCheck(Log log, List<Finding> findings) {
        this.log = log;
        this.findings = findings;
    }

    void check(Rows rows) {
        Set<Place> known = new HashSet<>();
        for (Event event : log.events()) {
            if (event instanceof Event.Heard heard) {
                known.add(heard.stored().place());
            } else if (event instanceof Event.Acknowledged answer) {
                known.add(answer.stored().place());
            }
        }
        for (Stored row : rows.messages()) {
            if (log.mustKnow(row.talk()) && !known.contains(row.place())) {
                findings.add(new Finding(Flaw.UNHEARD, log.device() + ": " + row));
            }
        }
    }
}
