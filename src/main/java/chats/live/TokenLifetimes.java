package chats.live;

import chats.json.Json;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Checks all sockets every half second: warns those whose token expires within a minute, and closes those whose token
 * has expired. One check of all is cheaper than a timer for each.
 */
@ApplicationScoped
class TokenLifetimes {
    private record Expiring(Instant expiresAt) {}

    private static final Duration WARNING = Duration.ofSeconds(60);
    private static final int CHECK_EVERY_MS = 500;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final Connections connections;
    private final Clock clock;

    @Inject
    TokenLifetimes(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        scheduler.scheduleWithFixedDelay(
                () -> connections.forEach(this::check), CHECK_EVERY_MS, CHECK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Warns or closes the socket if its token's lifetime demands it. */
    void check(Connection connection) {
        Instant now = clock.instant();
        Instant end = connection.caller().expiresAt();
        if (!now.isBefore(end)) {
            connection.socket().close(Closing.TOKEN_EXPIRED);
        } else if (!now.isBefore(end.minus(WARNING)) && connection.mustBeWarned()) {
            connection.socket().emit(new ServerEvent("token_expiring", Json.write(new Expiring(end))));
        }
    }
}
