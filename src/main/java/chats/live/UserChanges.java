package chats.live;

import chats.bus.Bus;
import chats.chat.Acquaintances;
import chats.commands.RequestOrigin;
import chats.json.Json;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.live.PendingRenames.Pending;
import chats.users.Renames;
import chats.users.User;
import chats.users.UserRenamed;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * Tells the sockets of those who share a chat with a user that he has another nickname. It tells what the nickname is when
 * it tells it, and in the order in which this node learns of it: a signal that comes late tells nothing old.
 *
 * <p>Whoever says that a user was renamed, on this node or another one, waits for nothing: one task at a time, on a thread of its
 * own, takes those who have come meanwhile ({@link PendingRenames}), and reads the database for them.
 */
@ApplicationScoped
class UserChanges {
    static final String USER_CHANGED = "user_changed";

    private static final System.Logger LOG = System.getLogger(UserChanges.class.getName());

    private record Changed(User user) {}

    private final Hub hub;
    private final Bus bus;
    private final Renames renames;
    private final Acquaintances acquaintances;
    private final RateLimits limits;
    private final PendingRenames pending = new PendingRenames();

    @Resource
    ManagedExecutorService executor;

    @Inject
    UserChanges(Hub hub, Bus bus, Renames renames, Acquaintances acquaintances, RateLimits limits) {
        this.hub = hub;
        this.bus = bus;
        this.renames = renames;
        this.acquaintances = acquaintances;
        this.limits = limits;
    }

    void onUserRenamed(@Observes UserRenamed renamed) {
        if (pending.addOwn(renamed.userId())) {
            start();
        }
    }

    /** Takes the signal of another node, which may be late or come more than once. */
    void heard(Signal signal) {
        long userId = Json.read(signal.json()).get("user").get("id").longValue();
        if (pending.add(userId, signal.users())) {
            start();
        }
    }

    private void start() {
        try {
            later(this::tellThoseWhoWait);
        } catch (RejectedExecutionException e) {
            pending.giveUp();
            LOG.log(Level.DEBUG, "The server stops; nobody is told of new nicknames", e);
        }
    }

    void later(Runnable task) {
        executor.execute(task);
    }

    private void tellThoseWhoWait() {
        for (Map<Long, Pending> next = pending.take(); !next.isEmpty(); next = pending.take()) {
            tryToTell(next);
        }
    }

    /** A signal may be lost. The nickname itself is learned by the next look of {@link Renames}. */
    private void tryToTell(Map<Long, Pending> next) {
        try {
            Map<Long, List<Long>> everybody = new HashMap<>();
            next.forEach((userId, what) -> {
                if (what.isOwn()) {
                    everybody.put(userId, thoseWhoKnow(userId));
                }
            });
            renames.learn(
                    next.keySet(),
                    user -> tell(user, next.get(user.id()), Optional.ofNullable(everybody.get(user.id()))));
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "New nicknames could not be told", e);
        }
    }

    private List<Long> thoseWhoKnow(long userId) {
        List<Long> told = acquaintances.of(userId);
        limits.charge(userId, Prices.people(told.size()));
        return told;
    }

    private void tell(User user, Pending what, Optional<List<Long>> everybody) {
        Signal signal =
                changed(user, everybody.orElseGet(() -> what.told().stream().toList()));
        hub.tell(signal);
        if (everybody.isPresent()) {
            bus.send(List.of(signal));
        }
    }

    private static Signal changed(User user, List<Long> told) {
        return new Signal(USER_CHANGED, told, RequestOrigin.NO_SOCKET, Json.write(new Changed(user)));
    }
}
