package chats.checker;

import chats.checker.wire.Line;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A device's connection, from the moment it starts to open until it is broken. Its device's lock guards it. */
final class Link implements Line.Listener {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Somebody who waits for an answer. */
    interface Asker {
        void answered(boolean granted, JsonNode data);

        /** No answer will come: the connection is broken. */
        default void lost() {}
    }

    final int number = NUMBERS.incrementAndGet();
    final long since = System.nanoTime();
    private final Device device;
    private final RunningServer node;
    private final Map<Long, Asker> askers = new HashMap<>();
    private Line line;
    private long requests;
    private boolean broken;

    Link(Device device, RunningServer node) {
        this.device = device;
        this.node = node;
    }

    boolean isOpen() {
        return line != null && !broken;
    }

    boolean isBrokenAfterOpening() {
        return line != null && broken;
    }

    void ask(String event, JsonNode data, Asker asker) {
        if (broken) {
            asker.lost();
            return;
        }
        askers.put(++requests, asker);
        line.ask(requests, event, data);
    }

    /** Ends it; the device is told at once. */
    void cut() {
        if (line != null) {
            line.cut();
        }
        broken("cut");
    }

    /** To be called with the device's lock. */
    @Override
    public String toString() {
        return "connection " + number + " to process " + node.pid() + (isOpen() ? " open for " : " opening for ")
                + millis() + " ms, " + askers.size() + " unanswered";
    }

    /** How long ago it started to open. */
    long millis() {
        return (System.nanoTime() - since) / 1_000_000;
    }

    @Override
    public void opened(Line opened) {
        synchronized (device) {
            line = opened;
            if (broken) {
                line.cut();
            } else {
                device.opened(this);
            }
        }
    }

    @Override
    public void answered(long request, boolean granted, JsonNode data) {
        synchronized (device) {
            Asker asker = askers.remove(request);
            if (asker != null && !broken) {
                asker.answered(granted, data);
            }
        }
    }

    @Override
    public void heard(String event, JsonNode data) {
        synchronized (device) {
            if (!broken) {
                device.heard(this, event, data);
            }
        }
    }

    @Override
    public void broken(String why) {
        synchronized (device) {
            if (!broken) {
                broken = true;
                device.broken(this, why);
                askers.values().forEach(Asker::lost);
            }
        }
    }
}
