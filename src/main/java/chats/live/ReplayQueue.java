package chats.live;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/**
 * The replays that a connection waits for; they run one after another. An idle queue holds no memory. The lock guards
 * both fields; a listener's lock may be taken inside it.
 */
final class ReplayQueue {
    private Deque<Replay> waiting;
    private boolean cleared;

    /**
     * Appends replays, and drops those that are over, so that a client that asks again and again does not fill the
     * queue.
     *
     * @return whether the queue was idle, so that the caller must start it
     */
    synchronized boolean add(Collection<? extends Replay> replays) {
        if (replays.isEmpty() || cleared) {
            return false;
        }
        boolean idle = waiting == null;
        if (idle) {
            waiting = new ArrayDeque<>();
        }
        waiting.removeIf(Replay::isOver);
        waiting.addAll(replays);
        return idle;
    }

    /** The replay that is running. Once this returns empty, the queue is idle again. */
    synchronized Optional<Replay> current() {
        if (waiting != null && waiting.isEmpty()) {
            waiting = null;
        }
        return waiting == null ? Optional.empty() : Optional.of(waiting.peek());
    }

    synchronized void finished(Replay replay) {
        if (waiting != null) {
            waiting.remove(replay);
        }
    }

    /** How many replays are queued, the running one included. */
    synchronized int size() {
        return waiting == null ? 0 : waiting.size();
    }

    synchronized void clear() {
        cleared = true;
        waiting = null;
    }
}
