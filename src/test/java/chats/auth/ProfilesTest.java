package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.bus.Bus;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.limits.RateLimits;
import chats.settings.Settings;
import chats.users.Account;
import chats.users.Renaming;
import chats.users.User;
import chats.users.UserRenamed;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens around a rename that is stored, or not. */
class ProfilesTest {
    private static final Account ALICE = new Account(new User(1, "alice"), Optional.empty(), Optional.empty(), true);
    private static final Account ALICIA = new Account(new User(1, "alicia"), Optional.empty(), Optional.empty(), true);

    private final List<String> steps = new ArrayList<>();
    private boolean isInDebt;

    @Test
    void itIsPaidBeforeItIsStoredAndToldAfterwards() {
        assertEquals(ALICIA, rename("alicia"));
        assertEquals(List.of("pays 20", "stores alicia", "tells"), steps);
    }

    @Test
    void whoCannotPayIsNotRenamed() {
        isInDebt = true;
        ChatsException refusal = assertThrows(ChatsException.class, () -> rename("alicia"));
        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        assertEquals(List.of(), steps);
    }

    @Test
    void theNicknameThatOneHasCostsNothingAndIsToldToNobody() {
        assertEquals(ALICE, rename("alice"));
        assertEquals(List.of(), steps);
    }

    private Account rename(String nickname) {
        Caller caller = new Caller(ALICE.user(), Optional.empty(), Instant.MAX);
        return profiles()
                .change(caller, new ProfileChange(nickname, null, null), null)
                .toCompletableFuture()
                .join();
    }

    /** Behind the commit, everything fails. */
    private Profiles profiles() {
        Settings settings = Settings.from(name -> null);
        RateLimits limits = new RateLimits(settings, Bus.alone()) {
            @Override
            public void spend(long userId, int price) {
                if (isInDebt) {
                    throw ChatsException.rateLimited(Duration.ofSeconds(1));
                }
                steps.add("pays " + price);
            }
        };
        ProfileStore store = new ProfileStore(null, null) {
            @Override
            Stored rename(long userId, String nickname) {
                steps.add("stores " + nickname);
                return new Stored(ALICIA, true, Optional.empty());
            }
        };
        return new Profiles(
                Renaming.accounts(ALICE),
                store,
                Renaming.failing(),
                failing(),
                null,
                null,
                null,
                null,
                limits,
                new OwnAccounts(settings));
    }

    @SuppressWarnings("unchecked")
    private Event<UserRenamed> failing() {
        return (Event<UserRenamed>) Proxy.newProxyInstance(
                ProfilesTest.class.getClassLoader(), new Class<?>[] {Event.class}, (event, method, arguments) -> {
                    steps.add("tells");
                    throw new IllegalStateException("broken");
                });
    }
}
