package chats.checker.history;

import java.util.HashMap;
import java.util.Map;

/** The newest text of each message that was shown so far. */
final class Newest {
    private final Timeline timeline;
    private final Map<Place, Long> ranks = new HashMap<>();

    Newest(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Whether a newer text was shown before. */
    boolean isOlder(Stored message) {
        return timeline.rank(message).orElse(Long.MAX_VALUE) < ranks.getOrDefault(message.place(), 0L);
    }

    void show(Stored message) {
        timeline.rank(message).ifPresent(rank -> ranks.merge(message.place(), rank, Math::max));
    }
}
