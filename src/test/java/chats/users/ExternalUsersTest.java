package chats.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.transaction.Transactional;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is remembered of users of an outside identity provider, over a store that answers what the test says. */
class ExternalUsersTest {
    private static final User ALICE = new User(1, "alice");

    private User now = ALICE;
    private final Queue<Supplier<User>> answers = new ArrayDeque<>();
    private final ExternalUsers users = new ExternalUsers(
            new ExternalUserStore(null) {
                @Override
                User findOrCreate(String issuer, String subject, Optional<String> name) {
                    return answers.remove().get();
                }
            },
            new UsersService(null) {
                @Override
                public Optional<User> find(long id) {
                    return Optional.of(now).filter(user -> user.id() == id);
                }
            });

    @Test
    void whoWasFoundIsNotLookedForAgain() {
        answers.add(() -> ALICE);
        assertEquals(ALICE, find("a"));
        assertEquals(ALICE, find("a"));
    }

    @Test
    void whoWasFoundHasTheNicknameOfNow() {
        answers.add(() -> ALICE);
        find("a");
        now = new User(ALICE.id(), "alicia");
        assertEquals("alicia", find("a").nickname());
    }

    @Test
    void whoIsThereNoMoreIsLookedForAgain() {
        answers.add(() -> ALICE);
        find("a");
        now = new User(3, "carol");
        answers.add(() -> now);
        assertEquals(now, find("a"));
    }

    @Test
    void whoIsNotCommittedIsNotTold() {
        answers.add(() -> {
            answers.add(() -> ALICE);
            assertEquals(ALICE, find("a"), "another request asks the store, too");
            throw new IllegalStateException("the commit failed");
        });
        assertThrows(IllegalStateException.class, () -> find("a"));
    }

    @Test
    void whoseCommitFailedIsLookedForAgain() {
        answers.add(() -> {
            throw new IllegalStateException("the commit failed");
        });
        assertThrows(IllegalStateException.class, () -> find("a"));
        answers.add(() -> ALICE);
        assertEquals(ALICE, find("a"));
    }

    @Test
    void theTransactionEndsWithinTheCallOfTheStore() throws NoSuchMethodException {
        assertFalse(ExternalUsers.class.isAnnotationPresent(Transactional.class));
        for (Method method : ExternalUsers.class.getDeclaredMethods()) {
            assertFalse(method.isAnnotationPresent(Transactional.class), method::toString);
        }
        assertEquals(
                Transactional.TxType.REQUIRES_NEW,
                ExternalUserStore.class
                        .getDeclaredMethod("findOrCreate", String.class, String.class, Optional.class)
                        .getAnnotation(Transactional.class)
                        .value());
    }

    private User find(String subject) {
        return users.findOrCreate("https://idp.example", subject, Optional.empty());
    }
}
