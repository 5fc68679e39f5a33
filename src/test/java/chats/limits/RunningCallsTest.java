package chats.limits;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningCallsTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;

    @Test
    void oneUserHasHalfOfTheConnections() {
        RunningCalls running = running("50", "20");
        for (int i = 0; i < 10; i++) {
            running.begin(ALICE);
        }
        assertLimited(running);
        assertDoesNotThrow(() -> running.begin(BOB));
        running.end(ALICE);
        assertDoesNotThrow(() -> running.begin(ALICE));
        assertLimited(running);
    }

    @Test
    void aBrowserGetsInByAFewConnectionsToo() {
        RunningCalls running = running("50", "2");
        for (int i = 0; i < 8; i++) {
            running.begin(ALICE);
        }
        assertLimited(running);
    }

    @Test
    void withoutALimitNothingIsCounted() {
        RunningCalls running = running("0", "20");
        for (int i = 0; i < 1_000; i++) {
            running.begin(ALICE);
        }
        running.end(ALICE);
    }

    private static RunningCalls running(String messagesPerSecond, String connections) {
        return new RunningCalls(Settings.from(
                Map.of("LIMIT_MESSAGES_PER_SECOND", messagesPerSecond, "DB_POOL_SIZE", connections)::get));
    }

    private static void assertLimited(RunningCalls running) {
        ChatsException refusal = assertThrows(ChatsException.class, () -> running.begin(ALICE));
        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        assertTrue(refusal.retryAfter().isPresent());
    }
}
