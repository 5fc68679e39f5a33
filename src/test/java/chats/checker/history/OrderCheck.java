package chats.checker.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a device sent on one connection, messages and edits, took effect in the order in which it was sent. */
final class OrderCheck {
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::seq).thenComparingLong(Position::rev);

    private record Stream(int connection, Talk talk) {}

    private record Attempt(String id, Optional<Position> place) {}

    private final Log log;
    private final Index index;
    private final Timeline timeline;
    private final List<Finding> findings;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<Stream, List<Attempt>> inOrder = new HashMap<>();

    OrderCheck(Log log, Index index, Timeline timeline, List<Finding> findings) {
        this.log = log;
        this.index = index;
        this.timeline = timeline;
        this.findings = findings;
    }

    void check() {
        for (Event event : log.events()) {
            if (event instanceof Event.Sent message) {
                add(message.connection(), message.talk(), message.clientMessageId(), placeOf(message));
            } else if (event instanceof Event.Asked asked && asked.wish() instanceof Wish.Edit edit) {
                add(asked.connection(), edit.place().talk(), edit.id(), placeOf(edit));
            }
        }
        inOrder.values().forEach(this::checkOrder);
    }

    private void add(int connection, Talk talk, String id, Optional<Position> place) {
        attempts.merge(id, 1, Integer::sum);
        if (connection != Event.REST) {
            inOrder.computeIfAbsent(new Stream(connection, talk), key -> new ArrayList<>())
                    .add(new Attempt(id, place));
        }
    }

    private Optional<Position> placeOf(Event.Sent message) {
        return index.of(log.user(), message.clientMessageId()).map(row -> new Position(row.seq(), 0));
    }

    private Optional<Position> placeOf(Wish.Edit edit) {
        return index.at(edit.place())
                .flatMap(row -> timeline.origin(row.in(State.plain(edit.text()))))
                .map(change -> new Position(change.afterSeq(), change.rev()));
    }

    // Of what was sent again, nobody knows which time it took effect.
    private void checkOrder(List<Attempt> sent) {
        Position last = Position.START;
        for (Attempt attempt : sent) {
            if (attempt.place().isPresent() && attempts.get(attempt.id()) == 1) {
                Position place = attempt.place().get();
                if (ORDER.compare(place, last) < 0) {
                    String what = log.device() + ": " + attempt.id() + " has " + place + " after " + last;
                    findings.add(new Finding(Flaw.OVERTAKEN, what));
                }
                last = Collections.max(List.of(last, place), ORDER);
            }
        }
    }
}
