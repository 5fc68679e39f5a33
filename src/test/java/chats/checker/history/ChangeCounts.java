package chats.checker.history;

import java.util.List;

/**
 * How much was changed.
 *
 * @param asked edits, deletions and reactions
 * @param attempts to get them done
 * @param acknowledged of those that were asked for
 * @param heard events, over all connections
 * @param messages that were changed
 * @param looks by REST
 */
public record ChangeCounts(long asked, long attempts, long acknowledged, long heard, long messages, long looks) {
    static ChangeCounts of(List<Log> logs, Rows rows) {
        return new ChangeCounts(
                Counts.of(logs, Event.Asked.class)
                        .map(asked -> asked.wish().id())
                        .distinct()
                        .count(),
                Counts.of(logs, Event.Asked.class).count(),
                Counts.of(logs, Event.Granted.class)
                        .map(granted -> granted.wish().id())
                        .distinct()
                        .count(),
                Counts.of(logs, Event.Changed.class).count(),
                rows.changes().size(),
                Counts.of(logs, Event.Looked.class).count());
    }
}
