package chats.counters;

import java.util.concurrent.atomic.LongAdder;

/** Counters since the start of this node, for {@code /metrics}. Thread-safe; counting does not block. */
public enum Counter {
    /** Open plain WebSockets. */
    PLAIN_SOCKETS,
    /** Open sockets of Socket.IO. */
    SOCKETIO_SOCKETS,
    /** Messages to rooms that this node stored. */
    MESSAGES_STORED,
    /** Whispers that this node stored. */
    WHISPERS_STORED,
    /** Edits, deletions and reactions that this node stored. */
    CHANGES_STORED,
    /** Marks of how far users have read that this node stored. */
    MARKS_STORED,
    /** Live messages, whispers and changes that were put into the outbox of a socket, counted for each socket. */
    DELIVERED,
    /** Messages, whispers and changes that were replayed to a socket because it had missed them. */
    REPLAYED,
    /** Messages, whispers and changes that came from other nodes. */
    HEARD_FROM_NODES,
    /**
     * Messages, whispers and changes that were read from the database because they had not come from the node that stored them.
     */
    FETCHED,
    /** Sockets closed because their peer read too slowly. */
    OUTBOX_OVERFLOWS,
    /** Droppable events, such as that somebody is typing, that a socket lost because its peer read too slowly. */
    DROPPED,
    /**
     * Connections closed because their address had too many, or because the head of a request was too big or too slow.
     */
    CONNECTIONS_CLOSED;

    private final LongAdder count = new LongAdder();

    /** Adds one. */
    public void add() {
        count.increment();
    }

    /** Adds a number, which may be negative. */
    public void add(long more) {
        count.add(more);
    }

    public long value() {
        return count.sum();
    }
}
