package chats.live;

import chats.message.Pair;
import chats.message.StoredMessage;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The connections on this node that hear a chat: those that have entered it or, in a direct chat, those of its two users
 * (see {@link DirectRooms}). It delivers in order of seq, whatever the order in which commits are observed: a message
 * whose predecessor has not been delivered is held back until {@link CatchUp} has fetched what is missing. Until the room
 * is opened with the seq after which it delivers, everything is held back.
 *
 * <p>The lock guards all fields but {@code keepers}, which the map of {@link Rooms} guards. A listener's lock, and
 * inside that the outbox's, is taken inside it.
 */
final class Room {
    private static final long UNOPENED = -1;

    private final long chatId;
    private final Pair pair;
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final TreeMap<Long, StoredMessage> heldBack = new TreeMap<>();
    private long delivered = UNOPENED;
    private int keepers;

    /** @param pair the two users of a direct chat, or null */
    Room(long chatId, Pair pair) {
        this.chatId = chatId;
        this.pair = pair;
    }

    /** The two users of a direct chat; null in a room that its members enter. */
    Pair pair() {
        return pair;
    }

    long chatId() {
        return chatId;
    }

    boolean isDirect() {
        return pair != null;
    }

    synchronized boolean isOpen() {
        return delivered != UNOPENED;
    }

    /** The highest seq that the listeners have received. */
    synchronized long delivered() {
        return delivered;
    }

    /** Starts to deliver what has a higher seq than this; only the first call has an effect. */
    synchronized void open(long lastSeq) {
        if (delivered == UNOPENED) {
            delivered = lastSeq;
            deliverInOrder();
        }
    }

    /**
     * Takes a stored message, in any order, also more than once.
     *
     * @return whether something is held back until a predecessor comes
     */
    synchronized boolean offer(StoredMessage sent) {
        if (sent.seq() > delivered) {
            heldBack.putIfAbsent(sent.seq(), sent);
            deliverInOrder();
        }
        return isWaiting();
    }

    /** Whether something is held back because a predecessor has not come. */
    synchronized boolean isWaiting() {
        return isOpen() && !heldBack.isEmpty();
    }

    /**
     * Adds a connection: it receives what comes from now on or, if {@code after} is given, what comes after that seq.
     *
     * @param after the highest seq that the client claims to know, or null
     * @param stored the highest seq that the database knows. The client may know more than this room has delivered, by
     *     another node or over REST, but {@code after} cannot count beyond what is stored
     */
    synchronized Listener enter(Connection connection, Long after, long stored) {
        if (after == null) {
            return add(Listener.after(connection, this, delivered));
        }
        long known = Math.min(after, Math.max(delivered, stored));
        return add(Listener.toReplay(connection, this, Math.max(delivered, known), known));
    }

    /** Adds a connection that hears whatever comes next, though this room may not be open yet. */
    synchronized Listener hear(Connection connection) {
        return add(Listener.ofWhatComes(connection, this));
    }

    private Listener add(Listener listener) {
        listeners.add(listener);
        return listener;
    }

    synchronized void leave(Listener listener) {
        listener.end();
        listeners.remove(listener);
    }

    /**
     * Ends a replay of the listener if it has caught up with this room, and with the given seq.
     *
     * @return whether it is over
     */
    synchronized boolean join(Listener listener, long lastSeq) {
        return listener.joinAt(Math.max(delivered, lastSeq));
    }

    /** Counts one more user of this room; called by {@link Rooms} alone. */
    void keep() {
        keepers++;
    }

    /** Counts one user less; whether none is left. Called by {@link Rooms} alone. */
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
                listener.deliver(next.getValue(), event);
            }
        }
    }
}
