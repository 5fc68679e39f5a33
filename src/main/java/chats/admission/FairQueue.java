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
 * A bounded queue that is shared fairly by key, such as an address. Each key has a line of its own; the lines take turns, one element each
 * (round robin). So an element of a key that had none is behind one element of each other key at most, however many those have. Not safe for
 * several threads: whoever uses it holds a lock.
 */
public final class FairQueue<E> {
    private final int mostOfAKey;
    private final int most;
    private int size;

    /** The key whose turn is next comes first. No line is empty. */
    private final Map<String, Deque<E>> lines = new LinkedHashMap<>();

    /**
     * @param mostOfAKey elements that one key may have in it
     * @param most elements of all keys together
     */
    public FairQueue(int mostOfAKey, int most) {
        this.mostOfAKey = mostOfAKey;
        this.most = most;
    }

    /** Adds it at the end of the key's line; false, and nothing is added, if the line or the whole queue is full. */
    public boolean offer(String key, E element) {
        if (size >= most || sizeOf(key) >= mostOfAKey) {
            return false;
        }
        lines.computeIfAbsent(key, first -> new ArrayDeque<>()).addLast(element);
        size++;
        return true;
    }

    /** Takes out the first element of the line whose turn it is; the next turn of that line comes after those of all others. */
    public Optional<E> poll() {
        return poll(element -> true, element -> {});
    }

    /**
     * The same for the first element that is still wanted. Those before it, of its line and of lines without any, are taken out too and are
     * handed over.
     */
    public Optional<E> poll(Predicate<? super E> isWanted, Consumer<? super E> unwanted) {
        while (!lines.isEmpty()) {
            Iterator<Map.Entry<String, Deque<E>>> turns = lines.entrySet().iterator();
            Map.Entry<String, Deque<E>> turn = turns.next();
            String key = turn.getKey();
            Deque<E> line = turn.getValue();
            turns.remove();
            while (!line.isEmpty()) {
                E element = line.removeFirst();
                size--;
                if (isWanted.test(element)) {
                    if (!line.isEmpty()) {
                        lines.put(key, line);
                    }
                    return Optional.of(element);
                }
                unwanted.accept(element);
            }
        }
        return Optional.empty();
    }

    /** How many elements leave before one that this key would add now, unless more are added meanwhile. */
    public int ahead(String key) {
        int own = sizeOf(key);
        int ahead = own;
        boolean isBeforeOwn = true;
        for (Map.Entry<String, Deque<E>> line : lines.entrySet()) {
            if (line.getKey().equals(key)) {
                isBeforeOwn = false;
            } else {
                ahead += Math.min(line.getValue().size(), isBeforeOwn ? own + 1 : own);
            }
        }
        return ahead;
    }

    public int size() {
        return size;
    }

    private int sizeOf(String key) {
        Deque<E> line = lines.get(key);
        return line == null ? 0 : line.size();
    }
}
