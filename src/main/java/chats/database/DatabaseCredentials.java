package chats.database;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Who the database is told that we are, exactly as it was set. In server.xml it would be something else: there <code>${…}</code> is replaced, and
 * a password that begins with <code>{…}</code> is decoded.
 */
record DatabaseCredentials(String user, String password) {
    private static final String USER = "chats";

    static DatabaseCredentials fromSettings() {
        Config config = ConfigProvider.getConfig();
        return new DatabaseCredentials(
                config.getOptionalValue("DB_USER", String.class).orElse(USER),
                config.getOptionalValue("DB_PASSWORD", String.class).orElse(""));
    }

    @Override
    public String toString() {
        return user;
    }
}
