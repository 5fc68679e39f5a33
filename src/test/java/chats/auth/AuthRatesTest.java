package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.admission.Budgets;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.net.Address;
import chats.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthRatesTest {
    private static final Address HERE = Address.parse("10.0.0.1").orElseThrow();
    private static final Address ELSEWHERE = Address.parse("10.0.0.2").orElseThrow();

    private final AuthRates rates = rates(Map.of("LIMIT_REGISTRATIONS_PER_HOUR", "2"));

    @Test
    void whoLooksUpInVainIsSlowedDown() {
        assertRefused(100_000, () -> rates.admitLookup(HERE));
        rates.admitLookup(ELSEWHERE);
    }

    @Test
    void whatIsFoundIsNotCounted() {
        for (int i = 0; i < 100_000; i++) {
            rates.admitLookup(HERE);
            rates.found(HERE);
        }
    }

    @Test
    void onlyAccountsThatComeToBeAreCounted() {
        rates.admitRegistration(HERE);
        rates.notRegistered(HERE);
        for (int i = 0; i < 2; i++) {
            rates.admitRegistration(HERE);
            rates.registered(HERE);
        }
        ChatsException refusal = assertThrows(ChatsException.class, () -> rates.admitRegistration(HERE));

        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        Duration wait = refusal.retryAfter().orElseThrow();
        assertTrue(wait.compareTo(Duration.ofMinutes(25)) > 0 && wait.compareTo(Duration.ofMinutes(30)) <= 0);
        rates.admitRegistration(ELSEWHERE);
    }

    @Test
    void butThoseThatDoNotAreNotFree() {
        for (int i = 0; i < 10; i++) {
            rates.admitRegistration(HERE);
            rates.notRegistered(HERE);
        }

        assertThrows(ChatsException.class, () -> rates.admitRegistration(HERE));
        rates.admitRegistration(ELSEWHERE);
    }

    @Test
    void zeroIsNoLimit() {
        AuthRates open = rates(Map.of("LIMIT_REGISTRATIONS_PER_HOUR", "0"));
        for (int i = 0; i < 10_000; i++) {
            open.admitRegistration(HERE);
            open.registered(HERE);
            open.admitRegistration(HERE);
            open.notRegistered(HERE);
        }
    }

    @Test
    void whoGoesOnAgainAndAgainIsSlowedDown() {
        assertRefused(100_000, () -> rates.admitNewToken(7));
        rates.admitNewToken(8);
    }

    /** Whether it is refused within so many tries. */
    private static void assertRefused(int times, Runnable call) {
        ChatsException refusal = assertThrows(ChatsException.class, () -> {
            for (int i = 0; i < times; i++) {
                call.run();
            }
        });
        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
    }

    private static AuthRates rates(Map<String, String> set) {
        Settings settings = Settings.from(set::get);
        return new AuthRates(new Budgets(settings), settings);
    }
}
