package chats.presence;

import chats.bus.Channel;
import chats.bus.NodeRegistry;
import chats.live.Audience;
import chats.live.Connection;
import chats.live.ConnectionListener;
import chats.live.RemoteReceiver;
import chats.log.Pair;
import chats.presence.Visibility.Known;
import chats.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Knows who is there, on any node, and tells those who watch. Sockets that open and close, and what other nodes say, are only
 * noted. Four times a second a scheduled task works out what that changes, and tells the watchers here and, in one message, the
 * other nodes. Another one stores when users were last there. A node that has nothing to tell costs neither bus nor database.
 *
 * <p>The lock guards all that is known. Sockets' locks and their outboxes' are taken inside it. It is not held while the database
 * is asked.
 */
@ApplicationScoped
class Presence implements ConnectionListener, RemoteReceiver {
    private static final System.Logger LOG = System.getLogger(Presence.class.getName());
    private static final long LOOK_EVERY_MS = 250;
    private static final long SAVE_EVERY_MS = 2_000;

    /** Of a user's sockets here, one has opened or closed. */
    private record Touch(long userId, Instant at) {}

    private final Audience audience;
    private final SeenTable table;
    private final Supplier<Set<String>> liveNodes;
    private final NodeDigests nodes;
    private final Clock clock;
    private final boolean isOn;
    private final Queue<Touch> touches = new ConcurrentLinkedQueue<>();
    private final Queue<Digest> digests = new ConcurrentLinkedQueue<>();
    private final OnlineUsers online = new OnlineUsers();
    private final Watchers watchers = new Watchers();

    /** The users who have come here, and of whom the other nodes are still to be told. */
    private Set<Long> came = new LinkedHashSet<>(0);

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    Presence(
            Settings settings,
            Audience audience,
            SeenTable table,
            NodeRegistry registry,
            NodeDigests nodes,
            Clock clock) {
        this(settings.presence(), audience, table, registry::alive, nodes, clock);
    }

    Presence(
            boolean isOn,
            Audience audience,
            SeenTable table,
            Supplier<Set<String>> liveNodes,
            NodeDigests nodes,
            Clock clock) {
        this.isOn = isOn;
        this.audience = audience;
        this.table = table;
        this.liveNodes = liveNodes;
        this.nodes = nodes;
        this.clock = clock;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (isOn) {
            audience.follow(this);
            executor.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            executor.scheduleWithFixedDelay(this::save, SAVE_EVERY_MS, SAVE_EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Lets a socket watch those of these users with whom its user shares a chat, in place of those before.
     *
     * @param acknowledge gets what is so now, in the order of the users, before the socket hears of any change after that
     */
    synchronized void watch(
            Connection connection, Set<Long> users, Known known, Consumer<List<UserPresence>> acknowledge) {
        hearSockets(now());
        known.visible().keySet().forEach(user -> online.takeChanged(user).ifPresent(watchers::tell));
        watchers.replace(connection, known.visible().keySet(), known.blocked());
        acknowledge.accept(users.stream()
                .map(user -> known.visible().containsKey(user)
                        ? presence(user, known.visible().get(user))
                        : UserPresence.unknown(user))
                .toList());
        if (connection.isGone()) {
            watchers.remove(connection);
        }
    }

    /** Those of the users who watch somebody here, or whom somebody here watches. */
    synchronized Set<Long> concerned(Set<Long> users) {
        return users.stream().filter(watchers::has).collect(Collectors.toSet());
    }

    /** The user with each of those whom he watches here, and who watch him here. */
    synchronized Set<Pair> pairsOf(long user) {
        return watchers.pairsOf(user);
    }

    /** Those two of the users of whom one watches the other here. */
    synchronized Set<Pair> pairsAmong(Set<Long> users) {
        return watchers.pairsAmong(users);
    }

    /**
     * Shows the two users of each pair to each other or hides them, as that may have changed, and tells the sockets for which it has.
     *
     * @param visible those of the pairs of whom each sees the other, with when they were last there as far as that is stored
     */
    synchronized void show(Collection<Pair> pairs, Map<Pair, Map<Long, Optional<Instant>>> visible) {
        for (Pair pair : pairs) {
            Map<Long, Optional<Instant>> stored = visible.get(pair);
            watchers.show(pair, stored != null, shown -> presence(shown, stored.get(shown)));
        }
    }

    private UserPresence presence(long user, Optional<Instant> stored) {
        return online.of(user, audience.isHere(user), stored.orElse(null), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void opened(Connection connection) {
        touches.add(new Touch(connection.userId(), now()));
    }

    @Override
    public void closed(Connection connection) {
        touches.add(new Touch(connection.userId(), now()));
        synchronized (this) {
            watchers.remove(connection);
        }
    }

    @Override
    public boolean takes(String text) {
        return Digest.is(text) || NodeDigests.isQuestion(text);
    }

    @Override
    public void receive(Channel channel, String text) {
        if (NodeDigests.isQuestion(text)) {
            nodes.asked();
        } else if (isOn) {
            digests.add(Digest.read(text));
        }
    }

    @Override
    public void mayHaveMissed() {
        nodes.mayHaveMissed();
    }

    /** Works out what has changed and tells it; one thread at a time. */
    void look() {
        try {
            Instant now = now();
            Set<Long> cameHere;
            Map<Long, Instant> went;
            List<Long> changed;
            synchronized (this) {
                hearNodes(now);
                hearSockets(now);
                cameHere = came;
                came = new LinkedHashSet<>(0);
                went = online.leave(now);
                changed = online.changed();
            }
            changed.forEach(this::tellWatchers);
            if (nodes.hasOthers()) {
                nodes.tell(cameHere, went, () -> allHere(now).keySet(), now);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Who is there could not be worked out, trying again", e);
        }
    }

    private void hearNodes(Instant now) {
        for (Digest next = digests.poll(); next != null; next = digests.poll()) {
            online.hear(next, now);
        }
        if (online.alive(liveNodes.get(), now)) {
            nodes.knowsAll();
        } else {
            nodes.ask();
        }
    }

    private void hearSockets(Instant now) {
        for (Touch touch = touches.poll(); touch != null; touch = touches.poll()) {
            if (online.touched(touch.userId(), touch.at(), audience.isHere(touch.userId()), now)) {
                came.add(touch.userId());
            }
        }
    }

    /** What is told and who is watching are looked at together, so nobody is told what was the answer to his watching. */
    private synchronized void tellWatchers(long user) {
        online.takeChanged(user).ifPresent(watchers::tell);
    }

    private synchronized Map<Long, Instant> allHere(Instant now) {
        return online.allHere(now);
    }

    /** Stores when users were last there. */
    void save() {
        Map<Long, Instant> unsaved;
        synchronized (this) {
            unsaved = online.takeUnsaved();
        }
        try {
            table.store(unsaved);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "When users were last there could not be stored, trying again", e);
            synchronized (this) {
                online.save(unsaved);
            }
        }
    }

    /** Stores that all who are still here were there until now. */
    @PreDestroy
    void stop() {
        if (isOn) {
            look();
            Map<Long, Instant> all = allHere(now());
            synchronized (this) {
                online.save(all);
            }
            save();
        }
    }
}
