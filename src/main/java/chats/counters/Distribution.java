package chats.counters;

import java.util.function.LongConsumer;

/**
 * Values whose spread matters to operators. Whoever publishes them sets a sink; until then, or when nobody does, they are
 * dropped.
 */
public enum Distribution {
    /**
     * Nanoseconds from the moment a message is taken in until it was handed to every socket on this node that hears it; its
     * commit lies in between.
     */
    SEND_TO_DELIVER,
    /** Messages and whispers stored by one commit. */
    BATCH_SIZE;

    private volatile LongConsumer sink = value -> {};

    public void record(long value) {
        sink.accept(value);
    }

    /** Where the values go from now on. */
    public void to(LongConsumer newSink) {
        sink = newSink;
    }
}
