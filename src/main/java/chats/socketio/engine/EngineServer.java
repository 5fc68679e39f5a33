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
 * All sessions of this server, and the one clock that looks after their heartbeats. Lives as long as the application;
 * when it is closed, clients find their connections closed and reconnect elsewhere.
 */
public final class EngineServer implements AutoCloseable {

    private static final int ID_BYTES = 15;
    private static final String NODE_ENDS = ".";
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
    private final WriterPool lanes;
    private final Future<?> clock;

    /**
     * @param executor of the container; runs what blocks
     * @param scheduler of the container
     * @param nanoTime the clock, {@link System#nanoTime} as a rule
     * @param acceptor makes the listener of each new session, before anything is heard from it
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
        this.lanes =
                new WriterPool(executor, scheduler, Runtime.getRuntime().availableProcessors(), MOST_STUCK_WRITERS);
        long shortest = Math.min(settings.pingInterval(), settings.pingTimeout());
        long tick = Math.max(FASTEST_TICK_MILLIS, Math.min(SLOWEST_TICK_MILLIS, shortest / TICKS_IN_A_TIMEOUT));
        clock = scheduler.scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
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

    /** How many sessions there are, on whichever transport. */
    public int size() {
        return sessions.size();
    }

    /** @param handshake its lease is the session's from here on */
    EngineSession open(Handshake handshake, boolean isWebSocket) {
        String mark = settings.node().isEmpty() ? "" : settings.node() + NODE_ENDS;
        EngineSession session = new EngineSession(this, mark + newId(), handshake, isWebSocket);
        sessions.put(session.id(), session);
        return session;
    }

    /** Whether the session was opened by another server than this one. */
    boolean isOfAnotherNode(String id) {
        int end = id.indexOf(NODE_ENDS);
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
        return new Outbox<>(settings.outbox(), wire, lanes, owner);
    }

    EngineListener accept(EngineSession session) {
        return acceptor.apply(session);
    }

    String openPacket(String id, boolean mayUpgrade) {
        return "{\"sid\":\"" + id + "\",\"upgrades\":[" + (mayUpgrade ? "\"websocket\"" : "") + "],\"pingInterval\":"
                + settings.pingInterval() + ",\"pingTimeout\":" + settings.pingTimeout() + ",\"maxPayload\":"
                + settings.maxPayload() + "}";
    }

    /** Soon, on a thread of the container. */
    void run(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException shuttingDown) {
            work.run();
        }
    }

    /** Once, after a while; not at all if the application ends before. */
    void later(Runnable work, long millis) {
        try {
            scheduler.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException shuttingDown) {
            // the container closes its connections itself
        }
    }

    /** What the clock does each time it comes round. */
    void tick() {
        long now = now();
        for (EngineSession session : sessions.values()) {
            session.check(now);
        }
    }

    @Override
    public void close() {
        clock.cancel(false);
        sessions.values().forEach(EngineSession::close);
    }
}
