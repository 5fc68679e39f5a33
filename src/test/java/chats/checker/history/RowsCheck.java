package chats.checker.history;

import java.util.List;
import java.util.Optional;

/** Looks at the database alone, and at what was sent: each message once, the seqs without a hole. */
final class RowsCheck {
    private final Index index;
    private final Said said;
    private final List<Finding> findings;

    RowsCheck(Index index, Said said, List<Finding> findings) {
        this.index = index;
        this.said = said;
        this.findings = findings;
    }

    void check(Rows rows) {
        index.twice().forEach(row -> findings.add(new Finding(Flaw.STORED_TWICE, row.toString())));
        rows.lasts().forEach((talk, last) -> checkSeqs(talk, last.seq()));
        for (Stored row : rows.messages()) {
            if (row.seq() < 1
                    || row.seq()
                            > rows.lasts()
                                    .getOrDefault(row.talk(), Position.START)
                                    .seq()) {
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
        Optional<Event.Sent> message = said.sent(row);
        if (message.isEmpty()) {
            findings.add(new Finding(Flaw.PHANTOM, "nobody sent " + row));
        } else if (!message.get().talk().equals(row.talk()) || !said.fits(row)) {
            findings.add(new Finding(Flaw.MISMATCH, "sent " + message.get() + ", stored " + row));
        }
    }
}
