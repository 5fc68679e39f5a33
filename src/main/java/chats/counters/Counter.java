package chats.counters;

import java.util.concurrent.atomic.LongAdder;

/** What is counted since the start of this node, for operators; any thread may count, and none waits for another. */
public enum Counter {
    /** Sockets of the plain door: one more with each opened, one less with each closed. */
    PLAIN_SOCKETS,
    /** Sockets of the Socket.IO door, likewise. */
    SOCKETIO_SOCKETS,
    /** Messages to chats that this node stored. */
    MESSAGES_STORED,
    /** Whispers that this node stored. */
    WHISPERS_STORED,
    /** Live messages and whispers handed to a socket, once for each socket. */
    DELIVERED,
    /** Messages and whispers that a socket was given because it had missed them. */
    REPLAYED,
    /** Messages and whispers that came from other nodes. */
    HEARD_FROM_NODES,
    /** Messages and whispers that were fetched from the database, since they had not come from the node that stored them. */
    FETCHED,
    /** Sockets closed because their peer read too slowly. */
    OUTBOX_OVERFLOWS,
    /** Connections closed because their address had too many, or because of a request's head that was too big or too slow. */
    CONNECTIONS_CLOSED;

    private final LongAdder count = new LongAdder();

    /** Counts one more. */
    public void add() {
        count.increment();
    }

    /** Counts so many more, or less. */
    public void add(long more) {
        count.add(more);
    }

    public long value() {
        return count.sum();
    }
}
