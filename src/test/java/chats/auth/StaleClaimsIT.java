package chats.auth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.ServerToStart;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Claims that are injected where they could only be wrong. */
class StaleClaimsIT {
    private static final String NOT_STARTED = "CWWKZ0002E";

    @Test
    void theApplicationDoesNotStartAndSaysWhere() {
        try (RunningServer server = ServerToStart.withoutDatabase()
                .including(StaleClaims.class, StaleClaims.OfWhoeverCameFirst.class, StaleClaims.OfTwoNames.class)
                .launch()) {
            Instant end = Instant.now().plus(Duration.ofMinutes(2));
            while (!server.log().contains(NOT_STARTED) && Instant.now().isBefore(end)) {
                LockSupport.parkNanos(50_000_000);
            }
            String log = server.log();
            assertTrue(log.contains(NOT_STARTED), log);
            assertTrue(log.contains("The bean outlives a request, and this is a claim of one"), log);
            assertTrue(log.contains("@Claim names two different claims"), log);
        }
    }
}
