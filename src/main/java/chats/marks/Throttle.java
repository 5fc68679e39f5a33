package chats.marks;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Lets the first value of each key pass at once. Those that come within the window after it are merged into one, which passes when the window
 * is over. Times are those of {@link System#nanoTime}.
 *
 * <p>The lock guards all fields; no other lock is taken inside it.
 *
 * @param <K> what is limited
 * @param <V> what passes
 */
public final class Throttle<K, V> {
    private static final class Window<V> {
        final long endsAt;
        V waiting;

        Window(long endsAt) {
            this.endsAt = endsAt;
        }
    }

    private final long windowNanos;
    private final int mostKeys;
    private final BinaryOperator<V> merge;
    private final Map<K, V> due = new LinkedHashMap<>();

    /** By when they end, the earliest first: all are equally long. */
    private final Map<K, Window<V>> windows = new LinkedHashMap<>();

    private int waiting;

    /**
     * @param mostKeys how many keys it knows at once
     * @param merge makes one value of two with the same key
     */
    public Throttle(long windowNanos, int mostKeys, BinaryOperator<V> merge) {
        this.windowNanos = windowNanos;
        this.mostKeys = mostKeys;
        this.merge = merge;
    }

    /**
     * Adds a value.
     *
     * @return whether it was taken; not if there are too many keys
     */
    public synchronized boolean add(K key, V value, long now) {
        endWindows(now);
        Window<V> window = windows.get(key);
        if (window != null) {
            waiting += window.waiting == null ? 1 : 0;
            window.waiting = window.waiting == null ? value : merge.apply(window.waiting, value);
            return true;
        }
        if (!due.containsKey(key) && due.size() + windows.size() >= mostKeys) {
            return false;
        }
        due.merge(key, value, merge);
        return true;
    }

    /** Takes what may pass now, so many at most. With that the windows of these keys begin. */
    public synchronized Map<K, V> take(int most, long now) {
        endWindows(now);
        Map<K, V> taken = new LinkedHashMap<>();
        Iterator<Map.Entry<K, V>> next = due.entrySet().iterator();
        while (next.hasNext() && taken.size() < most) {
            Map.Entry<K, V> entry = next.next();
            taken.put(entry.getKey(), entry.getValue());
            next.remove();
            windows.put(entry.getKey(), new Window<>(now + windowNanos));
        }
        return taken;
    }

    /** Takes all that waits, though it may not pass yet. */
    public synchronized Map<K, V> removeAll() {
        Map<K, V> all = new LinkedHashMap<>(due);
        due.clear();
        windows.forEach((key, window) -> {
            if (window.waiting != null) {
                all.put(key, window.waiting);
                window.waiting = null;
            }
        });
        waiting = 0;
        return all;
    }

    /** Whether nothing waits. */
    public synchronized boolean isEmpty() {
        return due.isEmpty() && waiting == 0;
    }

    private void endWindows(long now) {
        Iterator<Map.Entry<K, Window<V>>> next = windows.entrySet().iterator();
        while (next.hasNext()) {
            Map.Entry<K, Window<V>> entry = next.next();
            Window<V> window = entry.getValue();
            if (window.endsAt - now > 0) {
                return;
            }
            next.remove();
            if (window.waiting != null) {
                waiting--;
                due.put(entry.getKey(), window.waiting);
            }
        }
    }
}
