package chats.checker.history;

import java.util.List;

/** What a deleted message said is nowhere in the database, and no hash of it. */
final class TracesCheck {
    private final Said said;
    private final List<Finding> findings;

    TracesCheck(Said said, List<Finding> findings) {
        this.said = said;
        this.findings = findings;
    }

    void check(Rows rows) {
        for (Stored row : rows.messages()) {
            if (row.state().deleted()) {
                said.texts(row)
                        .filter(text -> Traces.markOf(text)
                                        .filter(rows.traces()::contains)
                                        .isPresent()
                                || rows.traces().contains(Traces.hashOf(text)))
                        .forEach(text -> findings.add(new Finding(Flaw.KEPT, text + " of " + row)));
            }
        }
    }
}
