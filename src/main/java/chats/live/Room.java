package chats.live;

import chats.message.StoredMessage;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Those on this node who hear a chat. It delivers in order of seq, whatever the order in which commits are observed: a message
 * whose predecessor has not been delivered is held back until {@link CatchUp} has fetched what is missing. Until it is opened with
 * the seq that the database knew, everything is held back.
 */
final class Room {
    private static final long UNOPENED = -1;

    private final long chatId;
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final TreeMap<Long, StoredMessage> heldBack = new TreeMap<>();
    private long delivered = UNOPENED;
    private int keepers;

    Room(long chatId) {
        this.chatId = chatId;
    }

    long chatId() {
        return chatId;
    }

    synchronized boolean isOpen() {
        return delivered != UNOPENED;
    }

    /** The highest seq that the listeners have been given. */
    synchronized long delivered() {
        return delivered;
    }

    /** Starts to deliver what comes after this seq; the first call counts. */
    synchronized void open(long lastSeq) {
        if (delivered == UNOPENED) {
            delivered = lastSeq;
            deliverInOrder();
        }
    }

    /**
     * Takes a stored message, in any order, any number of times.
     *
     * @return whether it has to wait for a predecessor
     */
    synchronized boolean offer(StoredMessage sent) {
        if (sent.seq() > delivered) {
            heldBack.putIfAbsent(sent.seq(), sent);
            deliverInOrder();
        }
        return isWaiting();
    }

    /** Whether there is something that cannot be delivered yet, since a predecessor has not come. */
    synchronized boolean isWaiting() {
        return isOpen() && !heldBack.isEmpty();
    }

    /**
     * Lets a connection hear this chat from now on, or from {@code after} on.
     *
     * @param stored the highest seq there is, as far as is known beside this room: the connection may know more than has been
     *     delivered here so far, by another node or over REST, but not more than that
     */
    synchronized Listener enter(Connection connection, Long after, long stored) {
        long known = after == null ? delivered : Math.min(after, Math.max(delivered, stored));
        Listener listener = new Listener(connection, this, Math.max(delivered, known), known);
        if (after == null) {
            listener.joinAt(delivered);
        }
        listeners.add(listener);
        return listener;
    }

    synchronized void leave(Listener listener) {
        listener.end();
        listeners.remove(listener);
    }

    /** Whether a replayed listener has caught up and is live from now on. */
    synchronized boolean join(Listener listener) {
        return listener.joinAt(delivered);
    }

    /** One more that keeps this room; called by {@link Rooms} alone. */
    void keep() {
        keepers++;
    }

    /** One less; called by {@link Rooms} alone. */
    boolean isGivenUp() {
        return --keepers == 0;
    }

    private void deliverInOrder() {
        if (delivered == UNOPENED) {
            return;
        }
        heldBack.headMap(delivered, true).clear();
        Map.Entry<Long, StoredMessage> next;
        while ((next = heldBack.firstEntry()) != null && next.getKey() == delivered + 1) {
            heldBack.pollFirstEntry();
            delivered = next.getKey();
            ServerEvent event = Hub.event(next.getValue());
            for (Listener listener : listeners) {
                listener.hear(next.getValue(), event);
            }
        }
    }
}
