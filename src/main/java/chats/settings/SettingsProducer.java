package chats.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Makes the settings and the clock injectable. The settings are read through MicroProfile Config at the first use. */
@ApplicationScoped
public class SettingsProducer {
    private static final String MP_JWT = "MP_JWT_";

    @Produces
    @Singleton
    Settings settings() {
        return read();
    }

    /** For classes that cannot be injected into. */
    public static Settings read() {
        Config config = ConfigProvider.getConfig();
        return Settings.from(name -> config.getOptionalValue(property(name), String.class)
                .or(() -> config.getOptionalValue(name, String.class))
                .orElse(null));
    }

    /**
     * By which name MicroProfile Config is asked. The settings of MicroProfile JWT are properties such as {@code mp.jwt.verify.issuer}. Config
     * finds them in the environment, too, as {@code MP_JWT_VERIFY_ISSUER} or {@code mp_jwt_verify_issuer}.
     */
    static String property(String setting) {
        return setting.startsWith(MP_JWT) ? setting.toLowerCase(Locale.ROOT).replace('_', '.') : setting;
    }

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }
}
