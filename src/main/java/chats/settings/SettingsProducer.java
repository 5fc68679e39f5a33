package chats.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes the settings and the clock injectable. The settings are read through MicroProfile Config at the first use. */
@ApplicationScoped
public class SettingsProducer {
    @Produces
    @Singleton
    Settings settings() {
        return read();
    }

    /** For classes that cannot be injected into. */
    public static Settings read() {
        Config config = ConfigProvider.getConfig();
        return Settings.from(name -> config.getOptionalValue(name, String.class).orElse(null));
    }

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }
}
