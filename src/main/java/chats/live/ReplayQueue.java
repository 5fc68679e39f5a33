package chats.live;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;

/** The replays that a connection waits for, one at a time; small while there are none. */
final class ReplayQueue {
    private Deque<Replay> waiting;
    private boolean cleared;

    /**
     * Queues replays behind those before, and forgets those that nobody waits for any more, so that asking again and again does
     * not fill it; whether nobody is at work on them yet.
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

    /** The one at work; when there is none any more, the next {@link #add} starts anew. */
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

    /** How many wait, the one at work included. */
    synchronized int size() {
        return waiting == null ? 0 : waiting.size();
    }

    synchronized void clear() {
        cleared = true;
        waiting = null;
    }
}
