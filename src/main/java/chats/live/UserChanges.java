package chats.live;

import chats.bus.Bus;
import chats.chat.Acquaintances;
import chats.commands.RequestOrigin;
import chats.json.Json;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.users.Renames;
import chats.users.User;
import chats.users.UserRenamed;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Tells the sockets of those who share a chat with a user that he has another nickname. It tells what the nickname is when
 * it tells it, and in the order in which this node learns of it: a signal that comes late tells nothing old. Reads of the
 * database are done on threads of their own.
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
        executor.execute(() -> tryTo(() -> announce(renamed.userId())));
    }

    /** Takes the signal of another node, which may be late or come more than once. */
    void heard(Signal signal) {
        long userId = Json.read(signal.json()).get("user").get("id").longValue();
        executor.execute(() -> tryTo(() -> renames.learn(List.of(userId), user -> hub.tell(changed(user, signal.users())))));
    }

    private void announce(long userId) {
        List<Long> told = acquaintances.of(userId);
        renames.learn(List.of(userId), user -> {
            Signal signal = changed(user, told);
            hub.tell(signal);
            bus.send(List.of(signal));
        });
        limits.charge(userId, Prices.renaming(told.size()));
    }

    private static Signal changed(User user, List<Long> told) {
        return new Signal(USER_CHANGED, told, RequestOrigin.NO_SOCKET, Json.write(new Changed(user)));
    }

    /** A signal may be lost. The nickname itself is learned by the next look of {@link Renames}. */
    private static void tryTo(Runnable tell) {
        try {
            tell.run();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "A new nickname could not be told", e);
        }
    }
}
