package chats.doors;

import chats.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Finds the dead peers of the plain door, all sockets in one round: by the interval and timeout that Socket.IO has too. */
@ApplicationScoped
class PlainHeartbeat {
    private static final long ROUND_MS = 1000;

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

    protected PlainHeartbeat() {
        this.intervalMs = 0;
        this.timeoutMs = 0;
    }

    @PostConstruct
    void start() {
        long round = Math.max(10, Math.min(ROUND_MS, Math.min(intervalMs, timeoutMs) / 4));
        scheduler.scheduleWithFixedDelay(this::check, round, round, TimeUnit.MILLISECONDS);
    }

    void watch(PlainSocket socket) {
        sockets.add(socket);
    }

    void forget(PlainSocket socket) {
        sockets.remove(socket);
    }

    private void check() {
        long interval = TimeUnit.MILLISECONDS.toNanos(intervalMs);
        long timeout = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        sockets.forEach(socket -> socket.checkHeartbeat(interval, timeout));
    }
}
