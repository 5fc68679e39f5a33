package chats.auth;

import chats.errors.DatabaseErrors;
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
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Looks after the signing keys and the logins while the application runs: the keys are read at the start and once a minute, which
 * is when a rotation happens; logins that end on other nodes are heard of once a second; what has run out is swept away once an
 * hour. While the database is away it is tried every second.
 */
@ApplicationScoped
class KeyMaintenance {
    private static final System.Logger LOG = System.getLogger(KeyMaintenance.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int PERIODS_PER_SWEEP = 60;

    private final SigningKeys keys;
    private final Logins logins;
    private final EndedLogins ended;
    private final Settings settings;
    private int periods;
    private String reported = "";

    @Resource
    ManagedScheduledExecutorService executor;

    @Inject
    KeyMaintenance(SigningKeys keys, Logins logins, EndedLogins ended, Settings settings) {
        this.keys = keys;
        this.logins = logins;
        this.ended = ended;
        this.settings = settings;
    }

    /** After the tables were made, which happens at the start too. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.APPLICATION)
                    Object application) {
        if (!settings.outsideProvider()) {
            run();
            executor.scheduleWithFixedDelay(this::hearOfEndedLogins, 1, 1, TimeUnit.SECONDS);
        }
    }

    private void run() {
        Duration next = RETRY;
        try {
            keys.load();
            if (periods++ % PERIODS_PER_SWEEP == 0) {
                logins.sweep();
            }
            next = PERIOD;
        } catch (RuntimeException e) {
            report(e);
        }
        executor.schedule(this::run, next.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A database that is away is said elsewhere. */
    private void report(RuntimeException e) {
        String sentence = String.valueOf(e.getMessage());
        Level level = DatabaseErrors.unavailable(e) || sentence.equals(reported) ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "The signing keys could not be read, trying again: " + sentence);
        reported = sentence;
    }

    private void hearOfEndedLogins() {
        try {
            ended.read();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The ended logins could not be read, trying again", e);
        }
    }
}
