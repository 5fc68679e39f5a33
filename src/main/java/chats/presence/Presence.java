package chats.presence;

import chats.bus.Channel;
import chats.bus.NodeRegistry;
import chats.live.Audience;
import chats.live.Connection;
import chats.live.ConnectionListener;
import chats.live.RemoteReceiver;
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
import java.util.LinkedHashMap;
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
    private final LocalUsers here = new LocalUsers();
    private final OtherNodes elsewhere = new OtherNodes();
    private final Watchers watchers = new Watchers();
    private final SeenTimes seen = new SeenTimes();

    /** What the watchers here are still to be told, by user. */
    private final Map<Long, UserPresence> changed = new LinkedHashMap<>();

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
     * Lets a socket watch these users, in place of those before.
     *
     * @param visible those of them whom its user may see, and when each was last there as far as that is stored
     * @param acknowledge gets what is so now, in the order of the users, before the socket hears of any change
     */
    synchronized void watch(
            Connection connection,
            Set<Long> users,
            Map<Long, Optional<Instant>> visible,
            Consumer<List<UserPresence>> acknowledge) {
        watchers.replace(connection, users, visible.keySet());
        acknowledge.accept(users.stream()
                .map(user -> visible.containsKey(user)
                        ? presence(user, visible.get(user).orElse(null))
                        : UserPresence.unknown(user))
                .toList());
        if (connection.isGone()) {
            watchers.remove(connection);
        }
    }

    /** Those whom the user watches here, and those who watch him. */
    synchronized Set<Long> around(long user) {
        return watchers.around(user);
    }

    /**
     * Shows the user and those around him to each other or hides them, as that may have changed, and tells the sockets for which it has.
     *
     * @param around those for whom it was asked
     * @param visible those of them who see the user, and whom he sees; with times as in {@link #watch}
     */
    synchronized void show(long user, Set<Long> around, Map<Long, Optional<Instant>> visible) {
        watchers.show(
                user,
                around,
                visible.keySet(),
                shown -> presence(shown, visible.get(shown).orElse(null)));
    }

    private UserPresence presence(long user, Instant stored) {
        return isOnline(user) || audience.isHere(user)
                ? new UserPresence(user, true, now())
                : new UserPresence(user, false, seen.of(user, stored));
    }

    private boolean isOnline(long user) {
        return here.has(user) || elsewhere.has(user);
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
            Set<Long> came = new LinkedHashSet<>(0);
            Map<Long, Instant> went;
            List<UserPresence> news;
            synchronized (this) {
                hearNodes(now);
                hearSockets(came, now);
                went = here.gone(now);
                seen.save(change(went, () -> here.remove(went.keySet()), now));
                seen.forgetOld(now);
                news = List.copyOf(changed.values());
                changed.clear();
            }
            news.forEach(this::tellWatchers);
            if (nodes.hasOthers()) {
                nodes.tell(came, went, () -> allHere(now).keySet(), now);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Who is there could not be worked out, trying again", e);
        }
    }

    private void hearNodes(Instant now) {
        for (Digest next = digests.poll(); next != null; next = digests.poll()) {
            Digest digest = next;
            change(elsewhere.about(digest, now), () -> elsewhere.hear(digest, now), now);
        }
        Set<String> alive = liveNodes.get();
        elsewhere.alive(alive, now);
        for (String stopped : elsewhere.stopped(now)) {
            seen.save(change(elsewhere.usersOf(stopped), () -> elsewhere.remove(stopped), now));
        }
        if (elsewhere.isAnyUnknown(alive)) {
            nodes.ask();
        } else {
            nodes.knowsAll();
        }
    }

    private void hearSockets(Set<Long> came, Instant now) {
        for (Touch touch = touches.poll(); touch != null; touch = touches.poll()) {
            long user = touch.userId();
            Map<Long, Instant> one = Map.of(user, touch.at());
            change(
                    one,
                    () -> {
                        if (here.came(user)) {
                            came.add(user);
                            seen.save(one);
                        }
                    },
                    now);
            if (!audience.isHere(user)) {
                here.leaves(user, touch.at());
            }
        }
    }

    /**
     * Makes a change, and notes of which of these users the watchers must be told.
     *
     * @param users by when each was last there
     * @return those who are not there any more
     */
    private Map<Long, Instant> change(Map<Long, Instant> users, Runnable change, Instant now) {
        Set<Long> before = users.keySet().stream().filter(this::isOnline).collect(Collectors.toSet());
        change.run();
        Map<Long, Instant> gone = new LinkedHashMap<>(0);
        users.forEach((user, seenAt) -> {
            boolean isOnline = isOnline(user);
            if (isOnline && !before.contains(user)) {
                changed.put(user, new UserPresence(user, true, now));
            } else if (!isOnline && before.contains(user)) {
                changed.put(user, new UserPresence(user, false, seenAt));
                seen.tell(user, seenAt, now);
                gone.put(user, seenAt);
            }
        });
        return gone;
    }

    private synchronized void tellWatchers(UserPresence news) {
        watchers.tell(news);
    }

    private synchronized Map<Long, Instant> allHere(Instant now) {
        return here.all(now);
    }

    /** Stores when users were last there. */
    void save() {
        Map<Long, Instant> unsaved;
        synchronized (this) {
            unsaved = seen.takeUnsaved();
        }
        try {
            table.store(unsaved);
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.DEBUG, "When users were last there could not be stored, trying again", e);
            synchronized (this) {
                seen.save(unsaved);
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
                seen.save(all);
            }
            save();
        }
    }
}
