package chats.presence;

import chats.blocks.VisibilityChanged;
import chats.live.Connection;
import chats.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Lets sockets watch users. Of whom a socket is told is asked of the database when it begins, and again for those for whom that may have
 * changed since: by one query for each of them who watches or is watched on this node, whatever the number of sockets.
 */
@ApplicationScoped
class Watching {
    private static final System.Logger LOG = System.getLogger(Watching.class.getName());
    private static final long REVIEW_EVERY_MS = 250;

    private final Presence presence;
    private final Visibility visibility;
    private final boolean isOn;

    /** Those of whom others may see more or less than when that was asked, or they of others. */
    private final Set<Long> unsure = ConcurrentHashMap.newKeySet();

    /** How often there were any. It rises before they are noted: who finds it unchanged at the end needs no review. */
    private final AtomicLong changes = new AtomicLong();

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    Watching(Settings settings, Presence presence, Visibility visibility) {
        this(settings.presence(), presence, visibility);
    }

    Watching(boolean isOn, Presence presence, Visibility visibility) {
        this.isOn = isOn;
        this.presence = presence;
        this.visibility = visibility;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (isOn) {
            executor.scheduleWithFixedDelay(this::review, REVIEW_EVERY_MS, REVIEW_EVERY_MS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Lets a socket watch these users, in place of those before. May wait for the database.
     *
     * @param acknowledge gets what is so now, in the order of the users, before the socket hears of any change
     */
    void watch(Connection connection, Set<Long> users, Consumer<List<UserPresence>> acknowledge) {
        if (!isOn) {
            acknowledge.accept(users.stream().map(UserPresence::unknown).toList());
            return;
        }
        if (users.isEmpty()) {
            presence.watch(connection, users, Map.of(), acknowledge);
            return;
        }
        long asOf = changes.get();
        presence.watch(connection, users, visibility.visibleTo(connection.userId(), users), acknowledge);
        if (changes.get() != asOf) {
            unsure.add(connection.userId());
        }
    }

    void onVisibilityChanged(@Observes VisibilityChanged changed) {
        if (isOn) {
            changes.incrementAndGet();
            unsure.addAll(changed.users());
        }
    }

    /** Asks again for those for whom that may be needed; one thread at a time. */
    void review() {
        for (long user : List.copyOf(unsure)) {
            unsure.remove(user);
            try {
                review(user);
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "Who may see whom could not be asked, trying again", e);
                unsure.add(user);
                return;
            }
        }
    }

    private void review(long user) {
        Set<Long> around = presence.around(user);
        if (!around.isEmpty()) {
            around.add(user);
            Map<Long, Optional<Instant>> visible = visibility.visibleTo(user, around);
            presence.show(user, around, visible);
        }
    }
}
