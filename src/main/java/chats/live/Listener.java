package chats.live;

import chats.counters.Counter;
import chats.message.StoredMessage;
import java.util.List;

/**
 * A connection's subscription to a room. It is live from the start, or it first replays what the client missed and then
 * joins the live stream.
 *
 * <p>The lock guards {@code lastEmitted}, {@code live} and {@code ended}, so that nothing is emitted after the end. It is
 * taken with or without the room's lock held; only the locks of the event and the outbox are taken inside it.
 */
final class Listener {
    private final Connection connection;
    private final Room room;
    private final long enteredAt;
    private long lastEmitted;
    private boolean live;
    private boolean ended;

    /**
     * @param enteredAt the highest seq of the room now
     * @param after the highest seq that the client knows; all above it is emitted, each once
     */
    Listener(Connection connection, Room room, long enteredAt, long after) {
        this.connection = connection;
        this.room = room;
        this.enteredAt = enteredAt;
        this.lastEmitted = after;
    }

    Connection connection() {
        return connection;
    }

    Room room() {
        return room;
    }

    /** The highest seq of the room when the connection entered. */
    long enteredAt() {
        return enteredAt;
    }

    /** The highest seq that was emitted, or that the client knew before. */
    synchronized long lastEmitted() {
        return lastEmitted;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /**
     * Emits a live message; called in order of seq. The socket that sent the message is skipped, since it gets an
     * acknowledgement.
     */
    synchronized void deliver(StoredMessage sent, ServerEvent event) {
        if (live && !ended && sent.seq() > lastEmitted) {
            lastEmitted = sent.seq();
            if (sent.origin().socket() != connection.id()) {
                connection.socket().emit(event);
                Counter.DELIVERED.add();
            }
        }
    }

    /**
     * Emits missed messages in order of seq, the user's own included, until the page or the outbox's share for replays
     * is used up.
     *
     * @return how many were emitted
     */
    synchronized int replay(List<StoredMessage> page) {
        int emitted = 0;
        for (StoredMessage sent : page) {
            if (ended || !connection.takesReplays()) {
                break;
            }
            lastEmitted = sent.seq();
            connection.socket().emit(Hub.event(sent));
            emitted++;
        }
        return emitted;
    }

    /** Makes this listener live if it has emitted everything up to {@code delivered}; whether it is live now. */
    synchronized boolean joinAt(long delivered) {
        live |= lastEmitted >= delivered;
        return live;
    }

    synchronized void end() {
        ended = true;
    }
}
