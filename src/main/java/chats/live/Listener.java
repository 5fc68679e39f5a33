package chats.live;

import chats.counters.Counter;
import chats.message.StoredMessage;
import java.util.List;

/**
 * A connection's subscription to a room. Of the room's messages the client has one unbroken range of seqs. Live messages
 * extend it upwards, a replay extends it downwards. While a replay runs, live messages are not emitted; the replay reads
 * them from the database before it ends, so that the order is kept.
 *
 * <p>The lock guards all fields that change, so that nothing is emitted after the end. It is taken inside the room's lock.
 * The outbox's lock is taken inside it.
 */
final class Listener {
    private static final long NOTHING_YET = -1;

    private final Connection connection;
    private final Room room;
    private final long enteredAt;
    private long from;
    private long to;
    private int replays;
    private boolean ended;

    private Listener(Connection connection, Room room, long enteredAt, long to) {
        this.connection = connection;
        this.room = room;
        this.enteredAt = enteredAt;
        this.from = to + 1;
        this.to = to;
    }

    /** One that hears what comes next, whatever its seq. */
    static Listener ofWhatComes(Connection connection, Room room) {
        return new Listener(connection, room, NOTHING_YET, NOTHING_YET);
    }

    /** One that hears what comes after a seq. */
    static Listener after(Connection connection, Room room, long seq) {
        return new Listener(connection, room, seq, seq);
    }

    /** One to whom a {@link Replay} first emits what comes after a seq that the client knows. */
    static Listener toReplay(Connection connection, Room room, long enteredAt, long known) {
        Listener listener = new Listener(connection, room, enteredAt, known);
        listener.replays = 1;
        return listener;
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
        return to;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /**
     * Emits a live message; called in order of seq, without a hole. The socket that sent the message is skipped, since it gets an
     * acknowledgement.
     */
    synchronized void deliver(StoredMessage sent, ServerEvent event) {
        if (ended || replays > 0 || sent.seq() <= to) {
            return;
        }
        if (to == NOTHING_YET) {
            from = sent.seq();
        }
        to = sent.seq();
        if (sent.origin().socket() != connection.id()) {
            connection.socket().emit(event);
            Counter.DELIVERED.add();
        }
    }

    /**
     * Emits no live message until one more replay is over.
     *
     * @param after the highest seq that the client has
     * @return the seq up to which the replay reads what is below the range; 0 or more
     */
    synchronized long holdBack(long after) {
        replays++;
        if (to == NOTHING_YET) {
            from = after + 1;
            to = after;
        }
        long end = Math.max(after, from - 1);
        from = Math.min(from, after + 1);
        return end;
    }

    /**
     * Emits missed messages below the range in order of seq, the user's own included, until the page or the outbox's share
     * for replays is used up.
     *
     * @return how many were emitted
     */
    synchronized int replay(List<StoredMessage> page) {
        int emitted = 0;
        while (emitted < page.size() && !ended && connection.takesReplays()) {
            connection.socket().emit(Hub.event(page.get(emitted++)));
        }
        return emitted;
    }

    /** Emits what follows the range and extends it, as {@link #replay} does. */
    synchronized int catchUp(List<StoredMessage> page) {
        int emitted = replay(page);
        if (emitted > 0) {
            to = page.get(emitted - 1).seq();
        }
        return emitted;
    }

    /**
     * Ends a replay if everything up to that seq was emitted, or if another replay will do it. With the last one the
     * listener is live.
     */
    synchronized boolean joinAt(long seq) {
        boolean joins = replays > 1 || to >= seq;
        if (joins) {
            replays--;
        }
        return joins;
    }

    synchronized void end() {
        ended = true;
    }
}
