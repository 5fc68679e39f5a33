package chats.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A bounded queue that is fair by key, such as an address. Each key has a queue of its own, and these take turns, one
 * element each (round robin). So before the first element of a key, at most one element of each other key leaves,
 * however many elements those have. Not thread-safe: callers must hold a lock.
 */
public final class FairQueue<E> {
    private final int mostOfAKey;
    private final int most;
    private int size;

    /** The queues by key, in the order of their turns. None of them is empty. */
    private final Map<String, Deque<E>> queues = new LinkedHashMap<>();

    /**
     * @param mostOfAKey how many elements one key may have
     * @param most how many elements all keys may have together
     */
    public FairQueue(int mostOfAKey, int most) {
        this.mostOfAKey = mostOfAKey;
        this.most = most;
    }

    /** Adds an element at the end of the key's queue. Returns false if that queue, or all together, are full. */
    public boolean offer(String key, E element) {
        if (size >= most || sizeOf(key) >= mostOfAKey) {
            return false;
        }
        queues.computeIfAbsent(key, first -> new ArrayDeque<>()).addLast(element);
        size++;
        return true;
    }

    /**
     * Removes the first element of the key whose turn it is. The next turn of this key comes after those of all other
     * keys.
     */
    public Optional<E> poll() {
        return poll(element -> true, element -> {});
    }

    /**
     * The same, but skips elements that are not wanted. These are removed too and passed to {@code unwanted}.
     */
    public Optional<E> poll(Predicate<? super E> isWanted, Consumer<? super E> unwanted) {
        while (!queues.isEmpty()) {
            Iterator<Map.Entry<String, Deque<E>>> turns = queues.entrySet().iterator();
            Map.Entry<String, Deque<E>> turn = turns.next();
            String key = turn.getKey();
            Deque<E> queue = turn.getValue();
            turns.remove();
            while (!queue.isEmpty()) {
                E element = queue.removeFirst();
                size--;
                if (isWanted.test(element)) {
                    if (!queue.isEmpty()) {
                        queues.put(key, queue);
                    }
                    return Optional.of(element);
                }
                unwanted.accept(element);
            }
        }
        return Optional.empty();
    }

    /** How many elements would leave before one that this key adds now, if none is added meanwhile. */
    public int ahead(String key) {
        int own = sizeOf(key);
        int ahead = own;
        boolean isBeforeOwn = true;
        for (Map.Entry<String, Deque<E>> queue : queues.entrySet()) {
            if (queue.getKey().equals(key)) {
                isBeforeOwn = false;
            } else {
                ahead += Math.min(queue.getValue().size(), isBeforeOwn ? own + 1 : own);
            }
        }
        return ahead;
    }

    public int size() {
        return size;
    }

    private int sizeOf(String key) {
        Deque<E> queue = queues.get(key);
        return queue == null ? 0 : queue.size();
    }
}
