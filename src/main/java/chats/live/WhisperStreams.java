package chats.live;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.errors.DatabaseErrors;
import chats.message.LastSeqs;
import chats.message.StoredMessage.WhisperSent;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The whisper streams of the users who have a socket on this node, or are about to open one. A node without a bus needs
 * none of this: its one writer announces whispers in order.
 */
@ApplicationScoped
class WhisperStreams {
    private static final System.Logger LOG = System.getLogger(WhisperStreams.class.getName());
    private static final long OPENING_MS = 2000;
    private static final long KEPT_FOR_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final ConcurrentHashMap<Long, WhisperStream> streams = new ConcurrentHashMap<>();
    private final Bus bus;
    private final Connections connections;
    private final LastSeqs lastSeqs;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    WhisperStreams(Bus bus, Connections connections, LastSeqs lastSeqs) {
        this.bus = bus;
        this.connections = connections;
        this.lastSeqs = lastSeqs;
    }

    /** Makes sure that a socket which this user opens within the next seconds misses nothing from its first moment on. */
    void expect(long userId) {
        if (bus.hasOthers()) {
            keep(userId);
            release(userId);
        }
    }

    /**
     * Counts one more socket of the user; while the user has any, this node is subscribed to the user's channel on the
     * bus.
     */
    void keep(long userId) {
        if (!bus.hasOthers()) {
            return;
        }
        WhisperStream stream = streams.compute(userId, (id, known) -> {
            if (known == null) {
                bus.subscribe(Channel.user(id));
            }
            WhisperStream kept = known == null ? new WhisperStream(id, this::deliver) : known;
            kept.keep();
            return kept;
        });
        if (!stream.isOpen()) {
            awaitOpening(stream);
        }
    }

    /** Takes back one {@link #keep}. The stream is kept for some seconds, in case the client reconnects. */
    void release(long userId) {
        if (bus.hasOthers()) {
            streams.get(userId).release();
        }
    }

    /** The streams of these users, as far as they have one. */
    List<WhisperStream> of(Collection<Long> userIds) {
        return userIds.stream()
                .map(streams::get)
                .filter(stream -> stream != null)
                .toList();
    }

    Collection<WhisperStream> all() {
        return streams.values();
    }

    /** What each open stream has delivered, its pairs' seqs added up. */
    Map<Long, Long> seqs() {
        Map<Long, Long> seqs = new HashMap<>();
        streams.forEach((user, stream) -> {
            if (stream.isOpen()) {
                seqs.put(user, stream.seqs());
            }
        });
        return seqs;
    }

    /** Reads the seq from which the stream is live, if that is not known yet. */
    void open(WhisperStream stream) throws SQLException {
        if (!stream.isOpen()) {
            bus.await(List.of(Channel.user(stream.userId())));
            stream.open(lastSeqs.pairsOf(stream.userId()));
        }
    }

    /** Removes the streams of users who have had no socket here for a while. */
    void sweep() {
        for (WhisperStream idle : all()) {
            if (idle.isIdle(KEPT_FOR_NANOS)) {
                streams.computeIfPresent(idle.userId(), (id, stream) -> {
                    if (!stream.isIdle(KEPT_FOR_NANOS)) {
                        return stream;
                    }
                    bus.unsubscribe(Channel.user(id));
                    return null;
                });
            }
        }
    }

    /** Where the database does not answer in time, the stream is opened once it does. */
    private void awaitOpening(WhisperStream stream) {
        Future<?> opening = executor.submit(() -> {
            try {
                open(stream);
            } catch (SQLException e) {
                LOG.log(
                        DatabaseErrors.unavailable(e) ? Level.DEBUG : Level.ERROR,
                        "A user's whispers cannot be delivered yet",
                        e);
            }
        });
        try {
            opening.get(OPENING_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "A user's whispers are delivered once the database answers", e);
        }
    }

    private void deliver(WhisperSent sent, Long userId) {
        Set<Connection> listening = connections.of(userId);
        if (!listening.isEmpty()) {
            ServerEvent event = Hub.event(sent);
            listening.forEach(connection -> connection.whispers().hear(sent, event));
        }
    }
}
