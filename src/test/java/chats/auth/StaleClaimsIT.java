package chats.auth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.Patience;
import chats.run.RunningServer;
import chats.run.ServerToStart;
import org.junit.jupiter.api.Test;

/** Claims that are injected where they could only be wrong. */
class StaleClaimsIT {
    private static final String NOT_STARTED = "CWWKZ0002E";

    @Test
    void theApplicationDoesNotStartAndSaysWhere() {
        try (RunningServer server = ServerToStart.withoutDatabase()
                .including(StaleClaims.class, StaleClaims.OfWhoeverCameFirst.class, StaleClaims.OfTwoNames.class)
                .launch()) {
            Patience.until("the application is not started", () -> server.log().contains(NOT_STARTED));
            String log = server.log();
            assertTrue(log.contains("The bean outlives a request, and this is a claim of one"), log);
            assertTrue(log.contains("@Claim names two different claims"), log);
        }
    }
}
