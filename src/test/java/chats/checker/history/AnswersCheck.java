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
    private final Refusals refusals;
    private final List<Finding> findings;
    private final Set<String> sent = new LinkedHashSet<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();

    /** Those of them that were refused since their user was no member. */
    private final Set<String> strangers = new HashSet<>();

    AnswersCheck(Log log, Index index, Said said, Refusals refusals, List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.said = said;
        this.refusals = refusals;
        this.findings = findings;
    }

    void check() {
        log.events().forEach(this::take);
        for (String id : sent) {
            boolean told = acknowledged.contains(id) || refused.contains(id);
            if (!told) {
                add(Flaw.UNSETTLED, id);
            } else if (strangers.contains(id) && refusals.isWrong(id)) {
                add(Flaw.WRONGLY_REFUSED, id);
            }
        }
        refused.stream()
                .filter(id -> !acknowledged.contains(id) && isCertain(id))
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
            if (answer.code().equals(Refusals.STRANGER)) {
                strangers.add(answer.id());
            }
        } else if (event instanceof Event.Unanswered silence) {
            add(Flaw.UNANSWERED, silence.id());
        }
    }

    // An attempt that was not answered may have taken place before the one that was refused to a stranger.
    private boolean isCertain(String id) {
        return !strangers.contains(id) || refusals.isCertain(id);
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
