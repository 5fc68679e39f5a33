package chats.users;

import chats.database.ChangeTrail;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings the nicknames that this node keeps up to date: at once where a rename is told by this node or by another one,
 * and by a look into the database once a second, since what nodes tell each other may be lost. Whoever keeps a nickname
 * observes {@link NicknameLearned}.
 *
 * <p>The lock is held across a read of the database and what follows from it. So nicknames are learned and told in the
 * order in which they were read, and the last one is the one that the user has. The locks that sending to sockets takes
 * are taken inside it.
 */
@ApplicationScoped
public class Renames {
    private final RenameTable table;
    private final UsersService users;
    private final Event<NicknameLearned> events;
    private final ChangeTrail trail;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    Renames(RenameTable table, UsersService users, Event<NicknameLearned> events) {
        this.table = table;
        this.users = users;
        this.events = events;
        this.trail = table.trail();
    }

    /** Observes the start of the application with a priority that puts it after the migration of the tables. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.APPLICATION)
                    Object application) {
        trail.lookEverySecond(executor, this::learn);
    }

    /**
     * Reads the nicknames of users who may have been renamed, and makes them known on this node. Waits for the database.
     *
     * @param then tells others of each; called once all are known here
     */
    public synchronized void learn(Collection<Long> userIds, Consumer<User> then) {
        List<User> read = table.users(userIds);
        if (!read.isEmpty()) {
            read.forEach(users::learn);
            events.fire(NicknameLearned.of(read));
            read.forEach(then);
        }
    }

    /**
     * Learns of everybody who was renamed since the look before, on any node. If these are many, it does so part by part, and
     * others learn in between. Called by one thread at a time.
     */
    void look() {
        trail.look(this::learn);
    }

    private void learn(Set<Long> userIds, boolean isPart) {
        learn(userIds, user -> {});
    }
}
