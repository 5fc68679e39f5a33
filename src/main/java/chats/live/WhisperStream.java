package chats.live;

import chats.message.Pair;
import chats.message.StoredMessage.WhisperSent;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * All whispers to and from one user, for the user's sockets on this node. Several nodes store whispers, so a stream
 * restores the order of seq within each pair, as a {@link Room} does for its chat. Until it is opened with the seqs
 * that the database knows, everything is held back. The lock guards all fields; the locks of whisper cursors and
 * outboxes are taken inside it.
 */
final class WhisperStream {
    private final long userId;
    private final BiConsumer<WhisperSent, Long> sockets;
    private final Map<Pair, TreeMap<Long, WhisperSent>> heldBack = new HashMap<>(1);
    private Map<Pair, Long> delivered;
    private long seqs;
    private int keepers;
    private long idleSince;

    /** @param sockets called for each whisper of the user, in order, with this stream's lock held */
    WhisperStream(long userId, BiConsumer<WhisperSent, Long> sockets) {
        this.userId = userId;
        this.sockets = sockets;
    }

    long userId() {
        return userId;
    }

    synchronized boolean isOpen() {
        return delivered != null;
    }

    /** Starts to deliver what comes after these seqs, and after 0 in new pairs; the first call counts. */
    synchronized void open(Map<Pair, Long> lastSeqs) {
        if (delivered == null) {
            delivered = new HashMap<>(lastSeqs);
            seqs = lastSeqs.values().stream().mapToLong(Long::longValue).sum();
            heldBack.keySet().removeIf(this::deliverInOrder);
        }
    }

    /**
     * Takes a stored whisper, in any order, any number of times.
     *
     * @return whether it has to wait for a predecessor
     */
    synchronized boolean offer(WhisperSent sent) {
        if (sent.seq() <= delivered(sent.pair())) {
            return false;
        }
        heldBack.computeIfAbsent(sent.pair(), pair -> new TreeMap<>()).putIfAbsent(sent.seq(), sent);
        if (delivered != null && deliverInOrder(sent.pair())) {
            heldBack.remove(sent.pair());
        }
        return isWaiting();
    }

    /** Whether there is something that cannot be delivered yet, since a predecessor has not come. */
    synchronized boolean isWaiting() {
        return isOpen() && !heldBack.isEmpty();
    }

    /** The highest seq of the pair that the sockets have been given. */
    synchronized long delivered(Pair pair) {
        return delivered == null ? 0 : delivered.getOrDefault(pair, 0L);
    }

    /**
     * The sum of the delivered seqs of all pairs; compared with the database's sum, it shows cheaply whether something
     * is missing.
     */
    synchronized long seqs() {
        return seqs;
    }

    /** One more that keeps this stream; called by {@link WhisperStreams} alone. */
    synchronized void keep() {
        keepers++;
    }

    /** One less; called by {@link WhisperStreams} alone. */
    synchronized void release() {
        keepers--;
        idleSince = System.nanoTime();
    }

    synchronized boolean isIdle(long nanos) {
        return keepers == 0 && System.nanoTime() - idleSince > nanos;
    }

    /** Whether nothing is left that has to wait. */
    private boolean deliverInOrder(Pair pair) {
        TreeMap<Long, WhisperSent> waiting = heldBack.get(pair);
        long last = delivered(pair);
        waiting.headMap(last, true).clear();
        while (!waiting.isEmpty() && waiting.firstKey() == last + 1) {
            WhisperSent next = waiting.pollFirstEntry().getValue();
            delivered.put(pair, ++last);
            seqs++;
            sockets.accept(next, userId);
        }
        return waiting.isEmpty();
    }
}
