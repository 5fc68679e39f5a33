package chats.presence;

import chats.blocks.BlocksChanged;
import chats.database.ChangeTrail;
import chats.live.Connection;
import chats.presence.Visibility.Known;
import chats.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Lets sockets watch users. Of whom a socket is told is asked of the database when it begins, and again for those for whom that may have
 * changed since, by a {@link Review}: between two users whose blocks have changed, and between somebody who was removed from a chat and
 * each of those whom he watches or who watch him.
 */
@ApplicationScoped
class Watching {
    private static final System.Logger LOG = System.getLogger(Watching.class.getName());
    private static final long REVIEW_EVERY_MS = 250;

    private final Presence presence;
    private final Visibility visibility;
    private final boolean isOn;

    private final ChangeTrail removals;
    private final UnsureUsers unsure = new UnsureUsers();

    /** How often somebody became unsure. It rises before he is noted: who finds it unchanged at the end needs no review. */
    private final AtomicLong changes = new AtomicLong();

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    Watching(Settings settings, Presence presence, Visibility visibility, RemovalTable table) {
        this(settings.presence(), presence, visibility, table.trail());
    }

    Watching(boolean isOn, Presence presence, Visibility visibility, ChangeTrail removals) {
        this.isOn = isOn;
        this.presence = presence;
        this.visibility = visibility;
        this.removals = removals;
    }

    /** Observes the start of the application with a priority that puts it after the migration of the tables. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.APPLICATION)
                    Object application) {
        if (isOn) {
            executor.scheduleWithFixedDelay(this::review, REVIEW_EVERY_MS, REVIEW_EVERY_MS, TimeUnit.MILLISECONDS);
            removals.lookEverySecond(executor, (users, isPart) -> changedWithAnybody(users));
        }
    }

    /**
     * Lets a socket watch these users, in place of those before. May wait for the database. Those with whom its user shares no chat are
     * told as unknown and not watched.
     *
     * @param acknowledge gets what is so now, in the order of the users, before the socket hears of any change
     */
    void watch(Connection connection, Set<Long> users, Consumer<List<UserPresence>> acknowledge) {
        if (!isOn) {
            acknowledge.accept(users.stream().map(UserPresence::unknown).toList());
            return;
        }
        if (users.isEmpty()) {
            presence.watch(connection, users, Known.NOBODY, acknowledge);
            return;
        }
        long asOf = changes.get();
        presence.watch(connection, users, visibility.knownTo(connection.userId(), users), acknowledge);
        if (changes.get() != asOf) {
            unsure.addWithAnybody(presence.concerned(Set.of(connection.userId())));
        }
    }

    void onBlocksChanged(@Observes BlocksChanged changed) {
        if (isOn && changed.isPart()) {
            changedWithAnybody(changed.users());
        } else if (isOn) {
            changes.incrementAndGet();
            unsure.addAmongThem(presence.concerned(changed.users()));
        }
    }

    private void changedWithAnybody(Set<Long> users) {
        changes.incrementAndGet();
        unsure.addWithAnybody(presence.concerned(users));
    }

    /** Asks again for those for whom that may be needed; one thread at a time. */
    void review() {
        try {
            new Review(unsure, presence, visibility).run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Who may see whom could not be worked out, trying again", e);
        }
    }
}
