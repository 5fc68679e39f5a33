package chats.ops;

import chats.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Ends the server before anything else starts if a setting is invalid: logs a line for each one, and exits with status
 * 1.
 */
@ApplicationScoped
class StartCheck {
    private static final Logger LOG = System.getLogger(StartCheck.class.getName());
    private static final int BAD_SETTING = 1;

    private final Settings settings;

    @Inject
    StartCheck(Settings settings) {
        this.settings = settings;
    }

    /**
     * Halts instead of exiting: nothing has started that would have to be stopped, and an orderly exit would wait for
     * this start to finish.
     */
    void start(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1)
                    Object application) {
        if (!settings.problems().isEmpty()) {
            settings.problems().forEach(problem -> LOG.log(Level.ERROR, "Chats cannot start. {0}", problem));
            Runtime.getRuntime().halt(BAD_SETTING);
        }
    }
}
