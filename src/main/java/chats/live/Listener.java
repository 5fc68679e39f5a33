package chats.live;

import chats.counters.Counter;
import chats.message.StoredMessage;
import java.util.List;

/**
 * One connection's hearing of one chat. It is live from the start, or replays what it missed first and is then joined to the
 * live stream by its room. Its own lock orders what it emits against its end, so that nothing is heard after that.
 */
final class Listener {
    private final Connection connection;
    private final Room room;
    private final long enteredAt;
    private long heard;
    private boolean live;
    private boolean ended;

    /**
     * @param enteredAt the highest seq of the room now
     * @param after the highest seq that the connection knows of; all above it is emitted, each once
     */
    Listener(Connection connection, Room room, long enteredAt, long after) {
        this.connection = connection;
        this.room = room;
        this.enteredAt = enteredAt;
        this.heard = after;
    }

    Connection connection() {
        return connection;
    }

    Room room() {
        return room;
    }

    /** The highest seq of the room when this began; what is above it is heard. */
    long enteredAt() {
        return enteredAt;
    }

    /** The highest seq that was emitted, or known to the connection before. */
    synchronized long heard() {
        return heard;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** The live stream, in order of seq; what this very socket sent is passed over. */
    synchronized void hear(StoredMessage sent, ServerEvent event) {
        if (live && !ended && sent.seq() > heard) {
            heard = sent.seq();
            if (sent.origin().socket() != connection.id()) {
                connection.socket().emit(event);
                Counter.DELIVERED.add();
            }
        }
    }

    /**
     * What was missed, in order of seq, the connection's own messages included; as much of it as its socket takes.
     *
     * @return how many were emitted
     */
    synchronized int replay(List<StoredMessage> page) {
        int emitted = 0;
        for (StoredMessage sent : page) {
            if (ended || !connection.takesReplays()) {
                break;
            }
            heard = sent.seq();
            connection.socket().emit(Hub.event(sent));
            emitted++;
        }
        return emitted;
    }

    /** Joins the live stream if it has caught up with it. */
    synchronized boolean joinAt(long delivered) {
        live |= heard >= delivered;
        return live;
    }

    synchronized void end() {
        ended = true;
    }
}
