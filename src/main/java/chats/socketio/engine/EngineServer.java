package chats.socketio.engine;

import chats.outbox.Outbox;
import chats.outbox.Wire;
import chats.outbox.WriterPool;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * All sessions of this node, and the timer that checks their heartbeats. Lives as long as the application. When it is
 * closed, all connections are closed, and the clients reconnect, possibly to another node.
 */
public final class EngineServer implements AutoCloseable {

    private static final int ID_BYTES = 15;
    private static final String NODE_SEPARATOR = ".";
    private static final long SLOWEST_TICK_MILLIS = 500;
    private static final long FASTEST_TICK_MILLIS = 10;
    private static final int TICKS_IN_A_TIMEOUT = 20;
    private static final int MOST_STUCK_WRITERS = 48;

    private final EngineSettings settings;
    private final Executor executor;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoTime;
    private final Function<EngineSession, EngineListener> acceptor;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final WriterPool writers;
    private final Future<?> timer;

    /**
     * @param executor runs tasks that may block, on threads of the container
     * @param scheduler runs timers, on threads of the container
     * @param nanoTime the clock, usually {@link System#nanoTime}
     * @param acceptor makes the listener of each new session, before the session receives anything
     */
    public EngineServer(
            EngineSettings settings,
            Executor executor,
            ScheduledExecutorService scheduler,
            LongSupplier nanoTime,
            Function<EngineSession, EngineListener> acceptor) {
        this.settings = settings;
        this.executor = executor;
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
        this.acceptor = acceptor;
        this.writers =
                new WriterPool(executor, scheduler, Runtime.getRuntime().availableProcessors(), MOST_STUCK_WRITERS);
        long shortest = Math.min(settings.pingInterval(), settings.pingTimeout());
        long tick = Math.max(FASTEST_TICK_MILLIS, Math.min(SLOWEST_TICK_MILLIS, shortest / TICKS_IN_A_TIMEOUT));
        timer = scheduler.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
    }

    /** An id that cannot be guessed. */
    public String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** In nanoseconds, for {@link EngineSession#remindAt}. */
    public long now() {
        return nanoTime.getAsLong();
    }

    public long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** How many sessions there are. */
    public int size() {
        return sessions.size();
    }

    /** @param handshake the session owns its lease from now on and closes it */
    EngineSession open(Handshake handshake, boolean isWebSocket) {
        String prefix = settings.node().isEmpty() ? "" : settings.node() + NODE_SEPARATOR;
        EngineSession session = new EngineSession(this, prefix + newId(), handshake, isWebSocket);
        sessions.put(session.id(), session);
        return session;
    }

    /** Whether another node has opened the session. */
    boolean isOfAnotherNode(String id) {
        int end = id.indexOf(NODE_SEPARATOR);
        return end >= 0 && !settings.node().isEmpty() && !id.substring(0, end).equals(settings.node());
    }

    Optional<EngineSession> find(String id) {
        return Optional.ofNullable(sessions.get(id)).filter(session -> !session.isOver(now()));
    }

    void forget(EngineSession session) {
        sessions.remove(session.id());
    }

    EngineSettings settings() {
        return settings;
    }

    Heartbeat heartbeat() {
        return new Heartbeat(nanos(settings.pingInterval()), nanos(settings.pingTimeout()), now());
    }

    Outbox<EnginePacket> outbox(Wire<EnginePacket> wire, EngineSession owner) {
        return new Outbox<>(settings.outbox(), wire, writers, owner);
    }

    EngineListener accept(EngineSession session) {
        return acceptor.apply(session);
    }

    String openPacket(String id, boolean mayUpgrade) {
        return "{\"sid\":\"" + id + "\",\"upgrades\":[" + (mayUpgrade ? "\"websocket\"" : "") + "],\"pingInterval\":"
                + settings.pingInterval() + ",\"pingTimeout\":" + settings.pingTimeout() + ",\"maxPayload\":"
                + settings.maxPayload() + "}";
    }

    /** Runs the task soon, on a thread of the container. If the container is shutting down: on this thread. */
    void run(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException shuttingDown) {
            work.run();
        }
    }

    /** Runs the task once after the delay, unless the application stops before. */
    void later(Runnable work, long millis) {
        try {
            scheduler.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException shuttingDown) {
            // the container closes its connections itself
        }
    }

    /** Runs on a scheduled thread, each time the timer fires. */
    void tick() {
        long now = now();
        for (EngineSession session : sessions.values()) {
            session.check(now);
        }
    }

    @Override
    public void close() {
        timer.cancel(false);
        sessions.values().forEach(EngineSession::close);
    }
}
