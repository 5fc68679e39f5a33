package chats.transports;

import chats.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Checks all plain WebSockets in rounds. Pings silent peers and closes the sockets of dead ones, with the interval and
 * timeout that Socket.IO has too. Also ends the connections of closed sockets whose peers do not answer the close
 * frame.
 */
@ApplicationScoped
class PlainHeartbeat {
    private static final long ROUND_MS = 1000;

    /** How long a closed socket waits for the peer's close frame, including the time to send its own. */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final Set<PlainSocket> sockets = ConcurrentHashMap.newKeySet();
    private final long intervalMs;
    private final long timeoutMs;

    @Inject
    PlainHeartbeat(Settings settings) {
        this.intervalMs = settings.pingIntervalMs();
        this.timeoutMs = settings.pingTimeoutMs();
    }

    @PostConstruct
    void start() {
        long round = Math.max(10, Math.min(ROUND_MS, Math.min(intervalMs, timeoutMs) / 4));
        scheduler.scheduleWithFixedDelay(this::check, round, round, TimeUnit.MILLISECONDS);
    }

    void watch(PlainSocket socket) {
        sockets.add(socket);
    }

    /**
     * To be called when the container has closed the session. If the server began to close it, the socket is still
     * watched: its connection may still wait for the peer.
     */
    void forget(PlainSocket socket) {
        if (socket.closedFor().isEmpty()) {
            sockets.remove(socket);
        }
    }

    private void check() {
        long interval = TimeUnit.MILLISECONDS.toNanos(intervalMs);
        long timeout = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        sockets.removeIf(socket -> socket.endAfter(CLOSE_NANOS));
        sockets.forEach(socket -> socket.checkHeartbeat(interval, timeout));
    }
}
