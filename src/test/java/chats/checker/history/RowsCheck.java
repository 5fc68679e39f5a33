package chats.checker.history;

import java.util.List;
import java.util.Map;

/** Looks at the database alone, and at what was sent: each message once, the seqs without a hole. */
final class RowsCheck {
    private final Index index;
    private final Map<ClientId, Event.Sent> sent;
    private final List<Finding> findings;

    RowsCheck(Index index, Map<ClientId, Event.Sent> sent, List<Finding> findings) {
        this.index = index;
        this.sent = sent;
        this.findings = findings;
    }

    void check(Rows rows) {
        index.twice().forEach(row -> findings.add(new Finding(Flaw.STORED_TWICE, row.toString())));
        rows.lastSeqs().forEach(this::checkSeqs);
        for (Stored row : rows.messages()) {
            if (row.seq() < 1 || row.seq() > rows.lastSeqs().getOrDefault(row.talk(), 0L)) {
                findings.add(new Finding(Flaw.GAP, "the last seq is below that of " + row));
            }
            checkSent(row);
        }
    }

    private void checkSeqs(Talk talk, long lastSeq) {
        for (long seq = 1; seq <= lastSeq; seq++) {
            if (index.at(talk, seq).isEmpty()) {
                findings.add(new Finding(Flaw.GAP, talk + " has no " + seq + " of " + lastSeq));
            }
        }
    }

    private void checkSent(Stored row) {
        Event.Sent message = sent.get(row.client());
        if (message == null) {
            findings.add(new Finding(Flaw.PHANTOM, "nobody sent " + row));
        } else if (!message.text().equals(row.text()) || !message.talk().equals(row.talk())) {
            findings.add(new Finding(Flaw.MISMATCH, "sent " + message + ", stored " + row));
        }
    }
}
