package chats.checker.history;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much happened, so that a verdict without a finding says something.
 *
 * @param sent messages
 * @param attempts to send them
 * @param acknowledged messages
 * @param unknown attempts whose outcome was unknown at first
 * @param refused for good, by the code that was answered
 * @param heard events, over all connections
 * @param stored rows
 * @param marksAsked how often something was to be marked as read
 */
public record Counts(
        long sent,
        long attempts,
        long acknowledged,
        long unknown,
        Map<String, Long> refused,
        long heard,
        long stored,
        long connections,
        ChangeCounts changes,
        UpdateCounts updates,
        long marksAsked,
        long marksGranted) {

    static Counts of(List<Log> logs, Rows rows) {
        return new Counts(
                of(logs, Event.Sent.class)
                        .map(Event.Sent::clientMessageId)
                        .distinct()
                        .count(),
                of(logs, Event.Sent.class).count(),
                of(logs, Event.Acknowledged.class)
                        .map(Event.Acknowledged::clientMessageId)
                        .distinct()
                        .count(),
                of(logs, Event.Unknown.class).count(),
                of(logs, Event.Refused.class)
                        .collect(Collectors.groupingBy(Event.Refused::code, TreeMap::new, Collectors.counting())),
                of(logs, Event.Heard.class).count(),
                rows.messages().size(),
                of(logs, Event.class)
                        .mapToInt(Event::connection)
                        .filter(number -> number != Event.REST)
                        .distinct()
                        .count(),
                ChangeCounts.of(logs, rows),
                UpdateCounts.of(logs, rows),
                of(logs, Event.MarkAsked.class).count(),
                of(logs, Event.MarkGranted.class).count());
    }

    static <T extends Event> Stream<T> of(List<Log> logs, Class<T> kind) {
        return logs.stream()
                .flatMap(log -> log.events().stream())
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
