package chats.checker.history;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the changes in the database alone: each message's latest, each rev once, up to the last one. */
final class RevsCheck {
    private record Rev(Talk talk, long number) {}

    private final Rows rows;
    private final List<Finding> findings;

    RevsCheck(Rows rows, List<Finding> findings) {
        this.rows = rows;
        this.findings = findings;
    }

    void check() {
        checkOnce(rows.changes(), change -> change.stored().place());
        List<Revision> all = Stream.<Revision>concat(
                        rows.changes().stream(), rows.rooms().values().stream().map(Room::latest))
                .toList();
        checkOnce(all, change -> new Rev(change.talk(), change.rev()));
        Map<Talk, List<Revision>> byTalk = all.stream().collect(Collectors.groupingBy(Revision::talk));
        rows.lasts().forEach((talk, last) -> checkTalk(byTalk.getOrDefault(talk, List.of()), talk, last));
        Set<Stored> messages = new HashSet<>(rows.messages());
        rows.changes().stream()
                .filter(change -> !messages.contains(change.stored()))
                .forEach(change -> add(change + " is of no message"));
        Set<Place> changed =
                rows.changes().stream().map(change -> change.stored().place()).collect(Collectors.toSet());
        rows.messages().stream()
                .filter(row -> !row.state().isPlain() && !changed.contains(row.place()))
                .forEach(row -> add(row + " was changed without a rev"));
    }

    private <T extends Revision> void checkOnce(List<T> changes, Function<T, Object> key) {
        Set<Object> keys = new HashSet<>();
        changes.stream()
                .filter(change -> !keys.add(key.apply(change)))
                .forEach(change -> findings.add(new Finding(Flaw.STORED_TWICE, change.toString())));
    }

    private void checkTalk(List<Revision> changes, Talk talk, Position last) {
        long highest = changes.stream().mapToLong(Revision::rev).max().orElse(0);
        if (highest != last.rev()) {
            add(talk + " has the last rev " + last.rev() + ", but its highest is " + highest);
        }
        changes.stream()
                .filter(change -> change.afterSeq() > last.seq())
                .forEach(change -> add(change + " is behind a message that is not there"));
    }

    private void add(String what) {
        findings.add(new Finding(Flaw.MISCOUNTED, what));
    }
}
