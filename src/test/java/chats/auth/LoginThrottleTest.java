package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.TestClock;
import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private final TestClock clock = new TestClock();
    private final LoginThrottle throttle = new LoginThrottle(clock, Bus.alone());

    @BeforeEach
    void tenFailuresFromOneAddress() {
        for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
            throttle.attempt("alice@example.org", "10.0.0.1");
            clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void theEleventhInAMinuteIsRefusedAndToldWhenToComeBack() {
        ChatsException refusal = assertThrows(ChatsException.class, this::again);

        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        assertEquals(Optional.of(Duration.ofSeconds(50)), refusal.retryAfter());
    }

    @Test
    void anotherSpellingOfTheEmailIsTheSameAccount() {
        assertThrows(ChatsException.class, () -> throttle.attempt("Alice@Example.ORG", "10.0.0.1"));
    }

    @Test
    void nobodyElseIsLockedOut() {
        throttle.attempt("alice@example.org", "10.0.0.2");
        throttle.attempt("bob@example.org", "10.0.0.1");
    }

    @Test
    void oneMoreIsAllowedWhenTheFirstIsAMinuteOld() {
        clock.advance(Duration.ofSeconds(50));
        again();

        assertThrows(ChatsException.class, this::again);
    }

    @Test
    void successClearsTheFailures() {
        clock.advance(Duration.ofSeconds(50));
        again().succeeded();
        for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
            again();
        }
    }

    @Test
    void anAttemptThatFailedForAnotherReasonIsNotCounted() {
        clock.advance(Duration.ofSeconds(50));
        again().withdraw();
        again();
    }

    private LoginThrottle.Attempt again() {
        return throttle.attempt("alice@example.org", "10.0.0.1");
    }
}
