package chats.bus.redis;

import chats.bus.Receiver;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Received messages on their way to the receiver. The threads of the Redis client put them in; one thread of the
 * container's executor at a time takes them out. If that thread falls {@value #MAX_QUEUED} messages behind, new ones
 * are dropped, and the receiver is told that some may have been missed.
 */
final class ReceiveQueue {
    private static final System.Logger LOG = System.getLogger(ReceiveQueue.class.getName());
    private static final int MAX_QUEUED = 50_000;

    private final Queue<BusMessageCodec.Received> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean dropped = new AtomicBoolean();
    private final Executor executor;
    private final Receiver receiver;

    ReceiveQueue(Executor executor, Receiver receiver) {
        this.executor = executor;
        this.receiver = receiver;
    }

    /** @param lines one text each */
    void put(BusMessageCodec.Received message) {
        if (size.incrementAndGet() > MAX_QUEUED) {
            size.decrementAndGet();
            dropped.set(true);
        } else {
            queue.add(message);
        }
        start();
    }

    private void start() {
        if (running.compareAndSet(false, true)) {
            executor.execute(this::run);
        }
    }

    private void run() {
        try {
            for (BusMessageCodec.Received message = queue.poll(); message != null; message = queue.poll()) {
                size.decrementAndGet();
                receive(message);
            }
            if (dropped.compareAndSet(true, false)) {
                receiver.mayHaveMissed();
            }
        } finally {
            running.set(false);
        }
        if (!queue.isEmpty()) {
            start();
        }
    }

    private void receive(BusMessageCodec.Received message) {
        String lines = message.lines();
        int start = 0;
        while (start < lines.length()) {
            int end = lines.indexOf('\n', start);
            String text = lines.substring(start, end < 0 ? lines.length() : end);
            start += text.length() + 1;
            try {
                receiver.receive(message.channel(), text);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "A message of another node could not be processed", e);
            }
        }
    }
}
