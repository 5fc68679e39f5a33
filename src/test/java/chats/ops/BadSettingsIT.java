package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.ServerToStart;
import org.junit.jupiter.api.Test;

class BadSettingsIT {
    /** What else is refused is told by {@code chats.settings.SettingsTest}, which needs no server. */
    @Test
    void eachIsNamedAndTheServerEnds() {
        try (RunningServer server = ServerToStart.withoutDatabase()
                .with("HTTP_PORT", "70000")
                .with("DB_URL", "jdbc:postgresql://127.0.0.1/${HTTP_PORT}")
                .with("DB_PASSWORD", " spaces ")
                .with("DB_POOL_SIZE", "${HTTP_PORT}")
                .with("METRICS_OPEN", "maybe")
                .with("MANAGEMENT_PORT", "65536")
                .with("MP_JWT_VERIFY_PUBLICKEY", "key without an issuer")
                .launch()) {
            assertEquals(1, server.awaitEnd());
            assertSays(server, "HTTP_PORT must be a whole number from 1 to 65535, not '70000'");
            assertSays(server, "DB_URL must not contain ${");
            assertSays(server, "DB_PASSWORD must not begin or end with white space");
            assertSays(server, "DB_POOL_SIZE must be a whole number");
            assertSays(server, "MANAGEMENT_PORT must be a whole number from 1 to 65535, not '65536'");
            assertSays(server, "METRICS_OPEN must be true or false, not 'maybe'");
            assertSays(server, "MP_JWT_VERIFY_ISSUER must be set");
        }
    }

    private static void assertSays(RunningServer server, String line) {
        assertTrue(server.log().contains("Chats cannot start. " + line), () -> line + " is not in " + server.log());
    }
}
