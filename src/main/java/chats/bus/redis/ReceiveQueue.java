package chats.bus.redis;

import chats.bus.Channel;
import chats.bus.Receiver;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has come and has not been received yet: threads of the client put it in, one of the container's at a time takes it out. If
 * that one falls far behind, what comes is dropped, and the receiver is told so.
 */
final class ReceiveQueue {
    private static final System.Logger LOG = System.getLogger(ReceiveQueue.class.getName());
    private static final int MOST = 50_000;

    private record Mail(Channel channel, String lines) {}

    private final Queue<Mail> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean taking = new AtomicBoolean();
    private final AtomicBoolean dropped = new AtomicBoolean();
    private final Executor executor;
    private final Receiver receiver;

    ReceiveQueue(Executor executor, Receiver receiver) {
        this.executor = executor;
        this.receiver = receiver;
    }

    /** @param lines one text each */
    void put(Channel channel, String lines) {
        if (size.incrementAndGet() > MOST) {
            size.decrementAndGet();
            dropped.set(true);
        } else {
            waiting.add(new Mail(channel, lines));
        }
        takeOut();
    }

    private void takeOut() {
        if (taking.compareAndSet(false, true)) {
            executor.execute(this::run);
        }
    }

    private void run() {
        try {
            for (Mail mail = waiting.poll(); mail != null; mail = waiting.poll()) {
                size.decrementAndGet();
                receive(mail);
            }
            if (dropped.compareAndSet(true, false)) {
                receiver.mayHaveMissed();
            }
        } finally {
            taking.set(false);
        }
        if (!waiting.isEmpty()) {
            takeOut();
        }
    }

    private void receive(Mail mail) {
        String lines = mail.lines();
        int start = 0;
        while (start < lines.length()) {
            int end = lines.indexOf('\n', start);
            String text = lines.substring(start, end < 0 ? lines.length() : end);
            start += text.length() + 1;
            try {
                receiver.receive(mail.channel(), text);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "What another node told was not understood", e);
            }
        }
    }
}
