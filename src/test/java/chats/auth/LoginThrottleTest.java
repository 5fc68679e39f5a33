package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.TestClock;
import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.net.Address;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final int MAX_OF_AN_ADDRESS = 100;

    private final TestClock clock = new TestClock();
    private final LoginThrottle throttle = new LoginThrottle(clock, Bus.alone(), MAX_OF_AN_ADDRESS);

    @Nested
    class OfOneAccountFromOneAddress {
        @BeforeEach
        void tenFailures() {
            for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
                attempt("alice", "10.0.0.1");
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
        void nobodyElseIsLockedOut() {
            attempt("alice", "10.0.0.2");
            attempt("bob", "10.0.0.1");
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
            return attempt("alice", "10.0.0.1");
        }
    }

    @Nested
    class FromOneAddress {
        @Test
        void onePasswordForManyAccountsIsSlowedDown() {
            for (int i = 0; i < MAX_OF_AN_ADDRESS; i++) {
                attempt("user " + i, "10.0.0.1");
            }
            ChatsException refusal = assertThrows(ChatsException.class, () -> attempt("alice", "10.0.0.1"));

            assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
            assertEquals(Optional.of(Duration.ofMinutes(1)), refusal.retryAfter());
            attempt("alice", "10.0.0.2");
        }

        @Test
        void addressesOfOneNetworkAreOne() {
            for (int i = 0; i < MAX_OF_AN_ADDRESS; i++) {
                attempt("user " + i, "2001:db8:0:1::" + Integer.toHexString(i + 1));
            }

            assertThrows(ChatsException.class, () -> attempt("alice", "2001:db8:0:1:ffff::1"));
            attempt("alice", "2001:db8:0:2::1");
        }

        @Test
        void anOfficeThatLogsInIsNotCounted() {
            for (int i = 0; i < 10 * MAX_OF_AN_ADDRESS; i++) {
                attempt("user " + i, "10.0.0.1").succeeded();
            }
        }

        @Test
        void whatIsRefusedForOneAccountIsNotCountedForTheAddress() {
            for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
                attempt("alice", "10.0.0.1");
            }
            for (int i = 0; i < MAX_OF_AN_ADDRESS; i++) {
                assertThrows(ChatsException.class, () -> attempt("alice", "10.0.0.1"));
            }

            attempt("bob", "10.0.0.1");
        }

        @Test
        void zeroIsNoLimit() {
            LoginThrottle open = new LoginThrottle(clock, Bus.alone(), 0);
            for (int i = 0; i < 10 * MAX_OF_AN_ADDRESS; i++) {
                open.from(address("10.0.0.1")).at("user " + i);
            }
        }
    }

    /** Each of a hundred addresses has guessed ten times. */
    @Nested
    class OfOneAccountFromEverywhere {
        @BeforeEach
        void aThousandFailures() {
            for (int i = 0; i < LoginThrottle.MAX_PER_ACCOUNT; i++) {
                attempt("alice", "10.0.1." + i % 100);
            }
            clock.advance(Duration.ofMinutes(1));
        }

        @Test
        void eachAddressHasOneMoreInAMinute() {
            attempt("alice", "10.0.1.1");
            ChatsException refusal = assertThrows(ChatsException.class, () -> attempt("alice", "10.0.1.1"));

            assertEquals(Optional.of(Duration.ofMinutes(1)), refusal.retryAfter());
        }

        @Test
        void theOwnerGetsInAtOnceFromWherever() {
            attempt("alice", "10.0.2.1").succeeded();
            attempt("alice", "10.0.2.2").succeeded();
        }

        @Test
        void theOwnerWhoMistypesWaitsForAMinute() {
            attempt("alice", "10.0.2.1");
            assertThrows(ChatsException.class, () -> attempt("alice", "10.0.2.1"));
            clock.advance(Duration.ofMinutes(1));

            attempt("alice", "10.0.2.1").succeeded();
        }

        @Test
        void othersAreNotTouched() {
            for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
                attempt("bob", "10.0.2.1");
            }
        }

        @Test
        void itEndsAnHourLater() {
            clock.advance(Duration.ofHours(1));
            for (int i = 0; i < LoginThrottle.MAX_FAILURES; i++) {
                attempt("alice", "10.0.2.1");
            }
        }
    }

    private LoginThrottle.Attempt attempt(String account, String from) {
        LoginThrottle.Attempt attempt = throttle.from(address(from));
        attempt.at(account);
        return attempt;
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
