package chats.checker.history;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/** Looks at what became of each message, change by change, whoever saw it. */
final class TimelineCheck {
    private final Timeline timeline;
    private final Said said;
    private final Rows rows;
    private final List<Finding> findings;

    TimelineCheck(Timeline timeline, Said said, Rows rows, List<Finding> findings) {
        this.timeline = timeline;
        this.said = said;
        this.rows = rows;
        this.findings = findings;
    }

    void check() {
        timeline.ofTalks().forEach(this::checkPlaces);
        timeline.ofMessages().forEach(this::checkStates);
        Set<Change> latest = new HashSet<>(rows.changes());
        timeline.ofMessages().stream()
                .map(changes -> changes.lastEntry().getValue())
                .filter(change -> !latest.contains(change))
                .forEach(change -> add(Flaw.PHANTOM, change));
    }

    private void checkPlaces(NavigableMap<Long, Change> changes) {
        long afterSeq = 0;
        for (Change change : changes.values()) {
            if (change.afterSeq() < afterSeq
                    || change.afterSeq() < change.stored().seq()) {
                add(Flaw.MISCOUNTED, change);
            }
            afterSeq = Math.max(afterSeq, change.afterSeq());
        }
    }

    private void checkStates(NavigableMap<Long, Change> changes) {
        Stored first = changes.firstEntry().getValue().stored();
        said.sent(first).ifPresent(sent -> checkStates(changes, first.in(State.plain(sent.text()))));
    }

    private void checkStates(NavigableMap<Long, Change> changes, Stored asSent) {
        Change before = new Change(timeline.revBefore(asSent), 0, asSent);
        Set<String> texts = new HashSet<>();
        for (Change change : changes.values()) {
            if (!said.fits(change.stored())) {
                add(Flaw.MISMATCH, change);
            }
            checkStep(before, change, texts);
            texts.add(before.stored().text());
            before = change;
        }
    }

    private void checkStep(Change before, Change change, Set<String> texts) {
        String text = change.stored().text();
        boolean isOld = !text.equals(before.stored().text()) && texts.contains(text);
        if (isOld || before.stored().state().deleted()) {
            add(Flaw.RETURNED, change + " after " + before);
        } else if (before.stored().equals(change.stored())
                && timeline.isWhole(change.talk(), before.rev(), change.rev())) {
            add(Flaw.IDLE, change + " after " + before);
        }
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, what.toString()));
    }
}
