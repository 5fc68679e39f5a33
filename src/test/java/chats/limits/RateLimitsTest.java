package chats.limits;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Other calls have a rate of 10 a second and a burst of 40, so a debt here takes seconds to be paid. */
class RateLimitsTest {
    private static final long ALICE = 1;
    private static final long BOB = 2;
    private static final int ALL = 40;

    private final RateLimits limits = limits(1);

    @Test
    void aFullBudgetPaysForAnythingOnceAndNothingAfterIt() {
        limits.admit(ALICE);
        assertDoesNotThrow(() -> limits.spend(ALICE, 1_000_000));
        assertLimited(() -> limits.spend(ALICE, 1));
        assertLimited(() -> limits.admit(ALICE));
        assertDoesNotThrow(() -> limits.admit(BOB));
    }

    @Test
    void whoTypesDoesSoAsOftenAsAnythingElseAndNotInPlaceOfIt() {
        for (int i = 0; i < 40; i++) {
            limits.admitTyping(ALICE);
        }
        assertLimited(() -> limits.admitTyping(ALICE));
        assertDoesNotThrow(() -> limits.admitMessage(ALICE));
        assertDoesNotThrow(() -> limits.admit(ALICE));
        assertDoesNotThrow(() -> limits.admitTyping(BOB));
        RateLimits unlimited = limits(0);
        for (int i = 0; i < 100; i++) {
            unlimited.admitTyping(ALICE);
        }
    }

    @Test
    void ofDearCallsAtOnceOneIsAdmitted() {
        for (int i = 0; i < 30; i++) {
            limits.admit(ALICE);
        }
        limits.spend(ALICE, ALL);
        for (int i = 1; i < 30; i++) {
            assertLimited(() -> limits.spend(ALICE, ALL));
        }
    }

    @Test
    void nobodyOwesMoreThanAFullBudgetForOneCall() {
        limits.admit(ALICE);
        limits.spend(ALICE, 1_000_000);
        Duration wait = assertLimited(() -> limits.admit(ALICE));
        assertTrue(wait.compareTo(Duration.ofSeconds(4)) <= 0, wait::toString);
    }

    @Test
    void whatDidNotHappenIsGivenBack() {
        limits.admit(ALICE);
        limits.spend(ALICE, ALL + 30);
        limits.giveBack(ALICE, ALL + 30);
        assertDoesNotThrow(() -> limits.admit(ALICE));
    }

    @Test
    void whatWasChargedIsOwed() {
        limits.charge(ALICE, ALL);
        limits.charge(ALICE, ALL);
        assertLimited(() -> limits.admit(ALICE));
        assertDoesNotThrow(() -> limits.admitMessage(ALICE), "messages have a rate of their own");
    }

    @Test
    void cheapCallsHaveABurst() {
        int admitted = 0;
        while (isAdmitted()) {
            admitted++;
        }
        assertTrue(admitted >= ALL, admitted + " are admitted");
    }

    private boolean isAdmitted() {
        try {
            limits.admit(ALICE);
            limits.spend(ALICE, 0);
            limits.charge(ALICE, 0);
            return true;
        } catch (ChatsException limited) {
            return false;
        }
    }

    @Test
    void zeroIsNoLimit() {
        RateLimits none = limits(0);
        for (int i = 0; i < 10_000; i++) {
            none.admit(ALICE);
            none.admitMessage(ALICE);
            none.spend(ALICE, 1_000_000);
            none.charge(ALICE, 1_000_000);
        }
    }

    private static RateLimits limits(int messagesPerSecond) {
        return new RateLimits(
                Settings.from(Map.of("LIMIT_MESSAGES_PER_SECOND", Integer.toString(messagesPerSecond))::get),
                Bus.alone());
    }

    private static Duration assertLimited(Executable call) {
        ChatsException refusal = assertThrows(ChatsException.class, call);
        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        return refusal.retryAfter().orElseThrow();
    }
}
