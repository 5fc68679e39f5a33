package chats.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Users who have other nicknames, until one task at a time takes them. Each is there once, however often he is renamed or another
 * node says so meanwhile. What would be too much is left out, since a signal may be lost.
 */
final class PendingRenames {
    /** Users who wait, and those who are to be told of them, in all. */
    static final int MOST = 100_000;

    /** Users that a task takes at once. */
    static final int MOST_AT_ONCE = 64;

    /** What is to be told of one user. */
    static final class Pending {
        private final Set<Long> told = new HashSet<>();
        private boolean isOwn;

        /** Those who are to be told on this node, as another node has said. */
        Set<Long> told() {
            return told;
        }

        /** Whether this node gave the nickname, and tells it to everybody. */
        boolean isOwn() {
            return isOwn;
        }
    }

    private final Map<Long, Pending> waiting = new LinkedHashMap<>();
    private int size;
    private boolean isTaskThere;

    /**
     * Adds a user whom this node has renamed.
     *
     * @return whether the caller must start a task
     */
    synchronized boolean addOwn(long userId) {
        Pending pending = of(userId);
        if (pending != null) {
            pending.isOwn = true;
        }
        return startsTask();
    }

    /**
     * Adds a user of whom another node says that these users are to be told.
     *
     * @return whether the caller must start a task
     */
    synchronized boolean add(long userId, Collection<Long> told) {
        Pending pending = size + told.size() < MOST ? of(userId) : null;
        if (pending != null) {
            int before = pending.told.size();
            pending.told.addAll(told);
            size += pending.told.size() - before;
        }
        return startsTask();
    }

    /** Takes the next ones out, in the order in which they came. If there are none, the task is over, and the next one must be started. */
    synchronized Map<Long, Pending> take() {
        Map<Long, Pending> taken = new HashMap<>();
        Iterator<Map.Entry<Long, Pending>> next = waiting.entrySet().iterator();
        while (next.hasNext() && taken.size() < MOST_AT_ONCE) {
            Map.Entry<Long, Pending> each = next.next();
            taken.put(each.getKey(), each.getValue());
            size -= 1 + each.getValue().told.size();
            next.remove();
        }
        isTaskThere = !taken.isEmpty();
        return taken;
    }

    /** The task could not be started. */
    synchronized void giveUp() {
        waiting.clear();
        size = 0;
        isTaskThere = false;
    }

    /** Null if too many wait. */
    private Pending of(long userId) {
        Pending there = waiting.get(userId);
        if (there == null && size < MOST) {
            there = new Pending();
            waiting.put(userId, there);
            size++;
        }
        return there;
    }

    private boolean startsTask() {
        boolean starts = !isTaskThere && !waiting.isEmpty();
        isTaskThere |= starts;
        return starts;
    }
}
