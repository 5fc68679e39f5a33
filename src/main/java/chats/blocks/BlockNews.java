package chats.blocks;

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
import java.util.Set;

/**
 * Lets this node know whose blocks have changed: at once what was changed here, and by a look into the database once a second what was
 * changed elsewhere. So it needs no bus.
 */
@ApplicationScoped
class BlockNews {
    private final Blocks blocks;
    private final Event<BlocksChanged> events;
    private final ChangeTrail trail;

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    BlockNews(BlockTable table, Blocks blocks, Event<BlocksChanged> events) {
        this.blocks = blocks;
        this.events = events;
        this.trail = table.trail();
    }

    /** Observes the start of the application with a priority that puts it after the migration of the tables. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.APPLICATION)
                    Object application) {
        trail.lookEverySecond(executor, this::learn);
    }

    /** Something may have changed for these users, and is committed. Does not wait for the database. */
    void learn(Set<Long> users) {
        learn(users, false);
    }

    private void learn(Set<Long> users, boolean isPart) {
        blocks.forget(users);
        events.fire(new BlocksChanged(users, isPart));
    }

    /** Learns of everybody whose blocks have changed since the look before, on any node. One thread at a time. */
    void look() {
        trail.look(this::learn);
    }
}
