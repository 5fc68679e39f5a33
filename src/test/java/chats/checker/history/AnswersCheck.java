package chats.checker.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at what a device was told about its own messages. */
final class AnswersCheck {
    private record Stream(int connection, Talk talk) {}

    private final Log log;
    private final Index index;
    private final List<Finding> findings;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<Stream, List<String>> inOrder = new HashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();

    AnswersCheck(Log log, Index index, List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.findings = findings;
    }

    void check() {
        log.events().forEach(this::take);
        for (String id : attempts.keySet()) {
            boolean told = acknowledged.contains(id) || refused.contains(id);
            if (!told) {
                add(Flaw.UNSETTLED, id);
            }
        }
        refused.stream()
                .filter(id -> !acknowledged.contains(id))
                .forEach(id -> index.of(log.user(), id).ifPresent(row -> add(Flaw.STORED_THOUGH_REFUSED, row)));
        inOrder.forEach(this::checkOrder);
    }

    private void take(Event event) {
        if (event instanceof Event.Sent sent) {
            attempts.merge(sent.clientMessageId(), 1, Integer::sum);
            inOrder.computeIfAbsent(new Stream(sent.connection(), sent.talk()), key -> new ArrayList<>())
                    .add(sent.clientMessageId());
        } else if (event instanceof Event.Acknowledged answer) {
            acknowledged.add(answer.clientMessageId());
            checkStored(answer);
        } else if (event instanceof Event.Refused answer) {
            refused.add(answer.clientMessageId());
        } else if (event instanceof Event.Unanswered silence) {
            add(Flaw.UNANSWERED, silence.clientMessageId());
        }
    }

    private void checkStored(Event.Acknowledged answer) {
        index.of(log.user(), answer.clientMessageId())
                .ifPresentOrElse(
                        row -> {
                            if (!row.equals(answer.stored())) {
                                add(Flaw.MISMATCH, "acknowledged " + answer.stored() + ", stored " + row);
                            }
                        },
                        () -> add(Flaw.LOST, answer.stored()));
    }

    // Of a message that was sent again, nobody knows which time it was stored.
    private void checkOrder(Stream stream, List<String> ids) {
        if (stream.connection() == Event.REST) {
            return;
        }
        long last = 0;
        for (String id : ids) {
            long seq = attempts.get(id) > 1
                    ? 0
                    : index.of(log.user(), id).map(Stored::seq).orElse(0L);
            if (seq > 0 && seq < last) {
                add(Flaw.OVERTAKEN, id + " has seq " + seq + " after " + last);
            }
            last = Math.max(last, seq);
        }
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, log.device() + ": " + what));
    }
}
