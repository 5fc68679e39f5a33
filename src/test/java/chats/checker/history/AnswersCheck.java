package chats.checker.history;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks at what a device was told about its own messages. */
final class AnswersCheck {
    private final Log log;
    private final Index index;
    private final Said said;
    private final List<Finding> findings;
    private final Set<String> sent = new LinkedHashSet<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();

    AnswersCheck(Log log, Index index, Said said, List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.said = said;
        this.findings = findings;
    }

    void check() {
        log.events().forEach(this::take);
        for (String id : sent) {
            boolean told = acknowledged.contains(id) || refused.contains(id);
            if (!told) {
                add(Flaw.UNSETTLED, id);
            }
        }
        refused.stream()
                .filter(id -> !acknowledged.contains(id))
                .forEach(id -> index.of(log.user(), id).ifPresent(row -> add(Flaw.STORED_THOUGH_REFUSED, row)));
    }

    private void take(Event event) {
        if (event instanceof Event.Sent message) {
            sent.add(message.clientMessageId());
        } else if (event instanceof Event.Acknowledged answer) {
            acknowledged.add(answer.clientMessageId());
            checkStored(answer);
        } else if (event instanceof Event.Refused answer) {
            refused.add(answer.id());
        } else if (event instanceof Event.Unanswered silence) {
            add(Flaw.UNANSWERED, silence.id());
        }
    }

    private void checkStored(Event.Acknowledged answer) {
        index.of(log.user(), answer.clientMessageId())
                .ifPresentOrElse(
                        row -> {
                            if (!row.isSameMessageAs(answer.stored()) || !said.fits(answer.stored())) {
                                add(Flaw.MISMATCH, "acknowledged " + answer.stored() + ", stored " + row);
                            }
                        },
                        () -> add(Flaw.LOST, answer.stored()));
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, log.device() + ": " + what));
    }
}
