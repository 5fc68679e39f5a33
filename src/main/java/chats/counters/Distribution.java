package chats.counters;

import java.util.function.LongConsumer;

/**
 * Values of which {@code /metrics} shows the distribution. The publisher of the metrics sets a sink; without a sink the
 * values are dropped. Thread-safe.
 */
public enum Distribution {
    /**
     * Nanoseconds from accepting a message or a change until it is in the outboxes of all its receivers on this node. Includes the
     * commit.
     */
    SEND_TO_DELIVER,
    /** How many messages, whispers and changes one commit has stored. */
    BATCH_SIZE;

    private volatile LongConsumer sink = value -> {};

    public void record(long value) {
        sink.accept(value);
    }

    /** Sets the sink. */
    public void to(LongConsumer newSink) {
        sink = newSink;
    }
}
