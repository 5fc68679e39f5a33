package chats.database;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * User and password for the database, exactly as they were set. They are not in server.xml, because the container would
 * change them there: it replaces <code>${…}</code>, and decodes a password that begins with <code>{…}</code>.
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
