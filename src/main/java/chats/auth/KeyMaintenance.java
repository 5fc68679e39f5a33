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
 * The scheduled work for signing keys and logins. Keys are read, and rotated if due, at the start and once a minute.
 * Logins that ended on other nodes are read once a second. Expired logins are deleted once an hour. While the database
 * cannot be reached, the work is tried every second.
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

    /** Observes the start of the application with a priority that puts it after the migration of the tables. */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.APPLICATION)
                    Object application) {
        if (!settings.outsideProvider()) {
            run();
            executor.scheduleWithFixedDelay(this::readEndedLogins, 1, 1, TimeUnit.SECONDS);
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

    /** An unreachable database is reported elsewhere, so it is only logged for debugging here. */
    private void report(RuntimeException e) {
        String sentence = String.valueOf(e.getMessage());
        Level level = DatabaseErrors.unavailable(e) || sentence.equals(reported) ? Level.DEBUG : Level.WARNING;
        LOG.log(level, "The signing keys could not be read, trying again: " + sentence);
        reported = sentence;
    }

    private void readEndedLogins() {
        try {
            ended.read();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "The ended logins could not be read, trying again", e);
        }
    }
}
