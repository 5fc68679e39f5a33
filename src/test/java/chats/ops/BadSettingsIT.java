package chats.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.ServerToStart;
import org.junit.jupiter.api.Test;

class BadSettingsIT {
    @Test
    void eachBadSettingIsNamedAndTheServerEnds() {
        try (RunningServer server = ServerToStart.withoutDatabase()
                .with("HTTP_PORT", "70000")
                .with("DB_POOL_SIZE", "many")
                .with("METRICS_OPEN", "maybe")
                .with("MANAGEMENT_PORT", "65536")
                .with("MP_JWT_VERIFY_PUBLICKEY", "key without an issuer")
                .launch()) {
            assertEquals(1, server.awaitEnd());
            assertSays(server, "HTTP_PORT must be a whole number from 1 to 65535, not '70000'");
            assertSays(server, "DB_POOL_SIZE must be a whole number from 2 to 1000, not 'many'");
            assertSays(server, "MANAGEMENT_PORT must be a whole number from 1 to 65535, not '65536'");
            assertSays(server, "METRICS_OPEN must be true or false, not 'maybe'");
            assertSays(server, "MP_JWT_VERIFY_ISSUER must be set");
        }
    }

    @Test
    void soIsWhatTheServerWouldNotTakeAsItIs() {
        try (RunningServer server = ServerToStart.withoutDatabase()
                .with("DB_URL", "jdbc:postgresql://127.0.0.1/${HTTP_PORT}")
                .with("DB_PASSWORD", " spaces ")
                .with("DB_POOL_SIZE", "${HTTP_PORT}")
                .launch()) {
            assertEquals(1, server.awaitEnd());
            assertSays(server, "DB_URL must not contain ${");
            assertSays(server, "DB_PASSWORD must not begin or end with white space");
            assertSays(server, "DB_POOL_SIZE must be a whole number");
        }
    }

    private static void assertSays(RunningServer server, String line) {
        assertTrue(server.log().contains("Chats cannot start. " + line), () -> line + " is not in " + server.log());
    }
}
