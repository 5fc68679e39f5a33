package chats.limits;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedSendsTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;

    @Test
    void whoIsRefusedAllTheTimeIsNotEvenAskedAnyMore() {
        RefusedSends refused = refused("1");
        for (int i = 0; i < 100; i++) {
            refused.check(ALICE);
        }
        for (int i = 0; i < 60; i++) {
            refused.count(ALICE);
        }
        ChatsException refusal = assertThrows(ChatsException.class, () -> refused.check(ALICE));
        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        assertDoesNotThrow(() -> refused.check(BOB));
    }

    @Test
    void zeroIsNoLimit() {
        RefusedSends refused = refused("0");
        for (int i = 0; i < 10_000; i++) {
            refused.count(ALICE);
        }
        assertDoesNotThrow(() -> refused.check(ALICE));
    }

    private static RefusedSends refused(String messagesPerSecond) {
        return new RefusedSends(Settings.from(Map.of("LIMIT_MESSAGES_PER_SECOND", messagesPerSecond)::get));
    }
}
