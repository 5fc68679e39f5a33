package chats.checker.history;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the judge has to say. */
public record Verdict(Counts counts, List<Finding> findings) {
    private static final int SHOWN = 20;

    public boolean isFlawless() {
        return findings.isEmpty();
    }

    public long count(Flaw... flaws) {
        return findings.stream()
                .filter(finding -> List.of(flaws).contains(finding.flaw()))
                .count();
    }

    /** The counts in one line each, and the first findings. */
    @Override
    public String toString() {
        return """
                sent %d (in %d attempts), acknowledged %d, unknown at first %d, refused %s
                heard %d on %d connections, stored %d
                changes asked for %d (in %d attempts), acknowledged %d, heard %d, messages changed %d, looked up %d times
                changes of members and names asked for %d, acknowledged %d, members gone %d
                marks asked for %d, acknowledged %d
                lost %d, duplicated %d, out of order %d
                """.formatted(
                                counts.sent(),
                                counts.attempts(),
                                counts.acknowledged(),
                                counts.unknown(),
                                counts.refused(),
                                counts.heard(),
                                counts.connections(),
                                counts.stored(),
                                counts.changes().asked(),
                                counts.changes().attempts(),
                                counts.changes().acknowledged(),
                                counts.changes().heard(),
                                counts.changes().messages(),
                                counts.changes().looks(),
                                counts.updates().asked(),
                                counts.updates().acknowledged(),
                                counts.updates().stays(),
                                counts.marksAsked(),
                                counts.marksGranted(),
                                count(Flaw.LOST, Flaw.UNHEARD, Flaw.STALE, Flaw.SKIPPED),
                                count(Flaw.REPEATED, Flaw.STORED_TWICE, Flaw.RETURNED, Flaw.IDLE),
                                count(Flaw.OUT_OF_ORDER, Flaw.OLDER, Flaw.OVERTAKEN))
                + each()
                + first();
    }

    private String each() {
        return Arrays.stream(Flaw.values())
                .map(flaw -> flaw + " " + count(flaw))
                .collect(Collectors.joining(", ", "", "\n"));
    }

    private String first() {
        return findings.stream().limit(SHOWN).map(finding -> finding + "\n").collect(Collectors.joining());
    }
}
