package chats.ops;

import java.util.function.LongSupplier;
import org.eclipse.microprofile.metrics.Counter;

/**
 * A total of the application, and the metric that shows it. The lock keeps two updates from adding the same difference
 * twice.
 */
final class PublishedTotal {
    private final LongSupplier count;
    private final Counter shown;

    PublishedTotal(LongSupplier count, Counter shown) {
        this.count = count;
        this.shown = shown;
    }

    synchronized void update() {
        long more = count.getAsLong() - shown.getCount();
        if (more > 0) {
            shown.inc(more);
        }
    }
}
