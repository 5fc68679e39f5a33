package chats.checker.history;

import java.util.List;

/**
 * How often members came and went.
 *
 * @param asked to add or remove members, or to give a name
 * @param acknowledged of those
 * @param stays that have ended
 */
public record UpdateCounts(long asked, long acknowledged, long stays) {
    static UpdateCounts of(List<Log> logs, Rows rows) {
        return new UpdateCounts(
                Counts.of(logs, Event.UpdateAsked.class)
                        .map(asked -> asked.update().id())
                        .distinct()
                        .count(),
                Counts.of(logs, Event.UpdateGranted.class)
                        .map(granted -> granted.update().id())
                        .distinct()
                        .count(),
                rows.rooms().values().stream()
                        .flatMap(room -> room.stays().stream())
                        .filter(stay -> !stay.lasts())
                        .count());
    }
}
