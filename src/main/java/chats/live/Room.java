package chats.live;

import chats.log.ChatEvent;
import chats.log.ChatLog;
import chats.log.Membership;
import chats.log.Pair;
import chats.log.Position;
import chats.log.StoredChange;
import chats.log.StoredChatChange;
import chats.log.StoredMessage;
import chats.log.StoredMessageChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The connections on this node that hear a chat: those that have entered it or, in a direct chat, those of its two users
 * (see {@link DirectRooms}). It delivers messages and changes in their one order, whatever the order in which commits are
 * observed: an event whose predecessor has not been delivered is held back until {@link CatchUp} has fetched what is missing.
 * Until the room is opened with the position after which it delivers, everything is held back.
 *
 * <p>The lock guards all fields but {@code keepers}, which the map of {@link Rooms} guards. A listener's lock, and
 * inside that the outbox's, is taken inside it.
 */
final class Room {
    private final long chatId;
    private final Pair pair;
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final TreeMap<Long, StoredMessage> messages = new TreeMap<>();
    private final TreeMap<Long, StoredChange> changes = new TreeMap<>();
    private Position delivered;

    /** Up to this rev changes come from the database; those that come by the bus are dropped, as they may have older texts. */
    private long readRev;

    /** The rev of the last removal that was delivered. */
    private long removedRev;

    /** Listeners that have ended because their users were removed, until {@link #takeEnded}; null if there are none. */
    private volatile List<Listener> ended;

    private int keepers;

    /**
     * A connection that has entered.
     *
     * @param at after which position it hears what comes
     * @param missed what is to be replayed before; or null
     */
    record Entrance(Listener listener, Position at, Gap missed) {}

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
        return delivered != null;
    }

    /** The position up to which this room has delivered; {@link Position#START} before it is open. */
    synchronized Position delivered() {
        return isOpen() ? delivered : Position.START;
    }

    /** Starts to deliver what comes after this position; only the first call has an effect. */
    synchronized void open(Position last) {
        if (!isOpen()) {
            delivered = last;
            deliverInOrder();
        }
    }

    /**
     * Takes what was stored, in any order, also more than once.
     *
     * @return whether something is held back until a predecessor comes
     */
    synchronized boolean offer(ChatEvent event) {
        if (isOpen() && isNext(event)) {
            deliver(event);
        } else if (event instanceof StoredMessage message) {
            messages.putIfAbsent(message.seq(), message);
        } else {
            holdBack((StoredChange) event);
        }
        deliverInOrder();
        return isWaiting();
    }

    /** What was delivered or read already, and comes by the bus once more, is ignored. */
    private void holdBack(StoredChange change) {
        if (change.rev() > knownRev() && changes.putIfAbsent(change.rev(), change) == null) {
            if (change instanceof StoredMessageChange ofMessage) {
                listeners.forEach(listener -> listener.note(ofMessage));
            }
        }
    }

    /** Up to this rev changes were delivered or read. */
    private long knownRev() {
        return Math.max(delivered().rev(), readRev);
    }

    /**
     * Delivers what was read from the database, where it was not delivered before.
     *
     * @return how many were delivered
     */
    synchronized int fill(ChatLog.Part read) {
        int filled = 0;
        readRev = Math.max(readRev, read.last().rev());
        changes.headMap(readRev, true).clear();
        for (ChatEvent event : read.events()) {
            if (event.isBeyond(delivered.seq(), delivered.rev())) {
                deliver(event);
                filled++;
            }
        }
        if (read.isComplete()) {
            delivered = delivered.max(read.last());
        }
        deliverInOrder();
        return filled;
    }

    /** Whether something must be fetched: what comes before what is held back, or the rest of what a {@link #fill} has begun. */
    synchronized boolean isWaiting() {
        return isOpen() && !(messages.isEmpty() && changes.isEmpty() && delivered.rev() >= readRev);
    }

    /**
     * Adds a connection.
     *
     * @param from where the client is, so that what it missed is replayed first; null if nothing is
     * @param stored how far the database has come, if that is known. The client may know more than this room has delivered, by
     *     another node or over REST, but not more than what is stored
     * @param membership that of its user, read after this room was opened
     * @return null if somebody was removed since that was read, so that it must be read again
     */
    synchronized Entrance enter(Connection connection, Cursor from, Position stored, Membership membership) {
        if (membership.asOf() < removedRev) {
            return null;
        }
        Position here = delivered().max(stored).max(membership.joined());
        Position hidden = membership.hidden();
        Listener listener = Listener.at(connection, this, here, membership);
        Gap missed = from == null ? null : listener.holdBack(from.from(hidden).within(here), here);
        return new Entrance(add(listener), here, missed);
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
     * Ends a replay of the listener if it has caught up with this room, and with the given position.
     *
     * @return whether it is over
     */
    synchronized boolean join(Listener listener, Position last) {
        return listener.joinAt(delivered().max(last));
    }

    /** Those that listen now, for what has no place in the chat's order. */
    synchronized List<Listener> listeners() {
        return List.copyOf(listeners);
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
        if (!isOpen() || messages.isEmpty() && changes.isEmpty()) {
            return;
        }
        messages.headMap(delivered.seq(), true).clear();
        changes.headMap(knownRev(), true).clear();
        ChatEvent next;
        while ((next = next()) != null) {
            deliver(next);
        }
    }

    /** Takes out of what is held back what comes next, or null. A message and a change are never both next. */
    private ChatEvent next() {
        if (!messages.isEmpty() && isNext(messages.firstEntry().getValue())) {
            return messages.pollFirstEntry().getValue();
        }
        return !changes.isEmpty() && isNext(changes.firstEntry().getValue())
                ? changes.pollFirstEntry().getValue()
                : null;
    }

    private boolean isNext(ChatEvent event) {
        return event instanceof StoredMessage
                ? event.seq() == delivered.seq() + 1 && event.rev() <= delivered.rev()
                : event.rev() == delivered.rev() + 1 && event.rev() > readRev && event.seq() <= delivered.seq();
    }

    private void deliver(ChatEvent event) {
        delivered = delivered.max(new Position(event.seq(), event.rev()));
        StoredMessageChange later = changes.isEmpty() ? null : laterThan(event);
        if (event instanceof StoredChatChange change) {
            endRemoved(change);
        } else if (later != null && event instanceof StoredChange) {
            listeners.forEach(listener -> {
                listener.pass(event);
                listener.note(later);
            });
            return;
        }
        ChatEvent shown = later == null ? event : ((StoredMessage) event).as(later);
        ServerEvent encoded = ServerEvent.of(shown);
        for (Listener listener : listeners) {
            listener.deliver(shown, encoded);
        }
    }

    /**
     * The last change of the same message that is held back, or null. What it has replaced is not sent any more: the user who made
     * it has been answered already and must not hear an older text afterwards.
     */
    private StoredMessageChange laterThan(ChatEvent event) {
        return changes.tailMap(event.rev(), false).descendingMap().values().stream()
                .filter(StoredMessageChange.class::isInstance)
                .map(StoredMessageChange.class::cast)
                .filter(change -> change.target() == event.target())
                .findFirst()
                .orElse(null);
    }

    /** Those who were removed hear nothing any more, neither of this nor of what follows. */
    private void endRemoved(StoredChatChange change) {
        if (change.removed().isEmpty()) {
            return;
        }
        removedRev = Math.max(removedRev, change.rev());
        Set<Long> removed = Set.copyOf(change.removed());
        List<Listener> over = new ArrayList<>(ended == null ? List.of() : ended);
        listeners.removeIf(listener -> {
            boolean ends = removed.contains(listener.connection().userId()) && listener.endsAt(change.rev());
            if (ends) {
                over.add(listener);
            }
            return ends;
        });
        ended = over.isEmpty() ? null : over;
    }

    /** Gives out the listeners that have ended because their users were removed, each once. */
    List<Listener> takeEnded() {
        if (ended == null) {
            return List.of();
        }
        synchronized (this) {
            List<Listener> taken = ended == null ? List.of() : ended;
            ended = null;
            return taken;
        }
    }
}
