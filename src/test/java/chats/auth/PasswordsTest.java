package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.admission.Budgets;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.net.Address;
import chats.settings.Settings;
import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import com.password4j.types.Bcrypt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

// a hash that would have to wait for two seconds is refused
@Isolated
class PasswordsTest {
    private static final Address ALICE = address("10.0.0.1");
    private static final Address BOB = address("10.0.0.2");

    private final Deque<Runnable> threads = new ArrayDeque<>();
    private final Passwords passwords = new Passwords(Runnable::run, 1, budgets(Map.of()));
    private final Passwords queueing = new Passwords(threads::add, 1, budgets(Map.of()));

    @Test
    void knowsAPasswordAgain() throws Exception {
        String hash = hash("correct horse");

        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(matches("correct horse", hash));
        assertFalse(matches("Correct horse", hash));
        assertFalse(passwords.outdated(hash, "correct horse"));
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() throws Exception {
        assertNotEquals(hash("correct horse"), hash("correct horse"));
    }

    @Test
    void everyCharacterCounts() throws Exception {
        String hash = hash("비밀번호😀비밀번호".repeat(7));

        assertTrue(matches("비밀번호😀비밀번호".repeat(7), hash));
        assertFalse(matches("비밀번호😁비밀번호".repeat(7), hash));
    }

    @ParameterizedTest
    @EnumSource(names = {"A", "B", "Y"})
    void acceptsTheOriginalsBcryptAndWantsItHashedAnew(Bcrypt kind) throws Exception {
        String hash = Password.hash("correct horse")
                .with(BcryptFunction.getInstance(kind, 4))
                .getResult();

        assertTrue(matches("correct horse", hash));
        assertFalse(matches("wrong horse", hash));
        assertTrue(passwords.outdated(hash, "correct horse"));
    }

    /** Made by bcryptjs, of the password "correct horse battery". */
    @Test
    void acceptsAHashThatAnotherBcryptMade() throws Exception {
        String hash = "$2b$06$156BRe5bPw4rqt4F41h56OOD69NBs8DVGkhQ8yxO2rOOeOzt3Hlsm";

        assertTrue(matches("correct horse battery", hash));
        assertFalse(matches("correct horse batterz", hash));
    }

    /** Made by libxcrypt and, but for the prefix, by bcryptjs. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "y"})
    void acceptsCharactersBeyondAsciiInEachKindOfBcrypt(String kind) throws Exception {
        String korean = "$2" + kind + "$06$abcdefghijklmnopqrstuuTmyHhFBVvhrNyqfZPmMgmaqP7.bq8ui";
        String german = "$2" + kind + "$06$abcdefghijklmnopqrstuuZRpgtdvy8sTei59Ltc5pdsksVO.fDZe";

        assertTrue(matches("비밀번호 정확한 말", korean));
        assertFalse(matches("비밀번호 정확한 밀", korean));
        assertTrue(matches("pässwörd", german));
        assertFalse(matches("passwörd", german));
    }

    /** The real password may be longer or shorter; a new hash of this one would lock it out. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "and anything behind"})
    void keepsABcryptHashThatMayBelongToAnotherPassword(String behind) throws Exception {
        String known = "비밀번호".repeat(6);
        String hash = bcrypt(known);

        assertTrue(matches(known + behind, hash));
        assertFalse(passwords.outdated(hash, known + behind));
        assertTrue(passwords.outdated(hash, known.substring(1)), "71 bytes or less are read whole");
    }

    /** What bcrypt reads of {@code ab} is a, b, NUL, a, b, NUL and so on. */
    @Test
    void keepsABcryptHashOfAPasswordWithNul() throws Exception {
        String hash = bcrypt("ab");

        assertTrue(matches("ab\0ab", hash));
        assertFalse(passwords.outdated(hash, "ab\0ab"));
    }

    @Test
    void bcryptLooksAtTheFirst72BytesAlone() throws Exception {
        String hash = bcrypt("x".repeat(72));

        assertTrue(matches("x".repeat(100), hash));
        assertFalse(matches("x".repeat(71), hash));
    }

    @Test
    void wantsACheaperArgonHashedAnew() {
        String cheap = Password.hash("correct horse")
                .with(Argon2Function.getInstance(4_096, 1, 1, 32, Argon2.ID))
                .getResult();

        assertTrue(passwords.outdated(cheap, "correct horse"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "$argon2id$nonsense", "$2b$10$short", "$2b$99$" + "x"})
    void aHashThatIsNoneMatchesNothing(String hash) throws Exception {
        assertFalse(matches("plain text", hash));
        assertFalse(matches("", hash));
    }

    @Test
    void anUnknownAccountCostsAsManyHashesAsAWrongPassword() throws Exception {
        CompletableFuture<Boolean> unknown =
                queueing.matches("correct horse", Optional.empty(), ALICE).toCompletableFuture();
        CompletableFuture<Boolean> known = queueing.matches(
                        "correct horse", Optional.of("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"), ALICE)
                .toCompletableFuture();

        assertFalse(unknown.isDone());
        assertFalse(known.isDone());
        hashAll();
        assertFalse(unknown.get());
        assertFalse(known.get());
    }

    @Test
    void nobodysPasswordFitsAnUnknownAccount() throws Exception {
        assertFalse(passwords
                .matches("correct horse", Optional.empty(), ALICE)
                .toCompletableFuture()
                .get());
    }

    @Test
    void aFloodFromOneAddressDelaysAnotherByOneHash() {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            queueing.hash("correct horse", ALICE).thenAccept(hash -> order.add("flood"));
        }
        queueing.hash("correct horse", BOB).thenAccept(hash -> order.add("bob"));
        hashAll();

        assertEquals(List.of("flood", "bob", "flood", "flood", "flood"), order);
    }

    @Test
    void whatWouldWaitForTwoSecondsIsRefusedAtOnceAndNoOtherAddressIs() {
        long room = 1 + Passwords.LONGEST_WAIT.dividedBy(Passwords.INITIAL_ESTIMATE);
        for (int i = 0; i < room; i++) {
            queueing.hash("correct horse", ALICE);
        }
        ChatsException refusal = assertThrows(ChatsException.class, () -> queueing.hash("correct horse", ALICE));

        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        assertTrue(refusal.retryAfter().isPresent());
        queueing.hash("correct horse", BOB);
    }

    @Test
    void anAddressHasAShareOfThePlaces() {
        Passwords small =
                new Passwords(threads::add, 1, budgets(Map.of("LIMIT_HASHES", "3", "LIMIT_HASHES_PER_ADDRESS", "2")));
        small.hash("correct horse", ALICE);
        small.hash("correct horse", ALICE);
        assertThrows(ChatsException.class, () -> small.hash("correct horse", ALICE));
        small.hash("correct horse", BOB);
        assertThrows(ChatsException.class, () -> small.hash("correct horse", BOB), "and so have all together");

        hashAll();
        small.hash("correct horse", ALICE);
    }

    @Test
    void halfOfTheProcessorsHashAsFarAsTheMemoryAllows() {
        long gigabyte = 1L << 30;

        assertEquals(1, Passwords.workers(1, gigabyte));
        assertEquals(1, Passwords.workers(2, gigabyte));
        assertEquals(4, Passwords.workers(8, gigabyte));
        assertEquals(1, Passwords.workers(8, gigabyte / 4));
        assertEquals(26, Passwords.workers(128, 4 * gigabyte));
    }

    private void hashAll() {
        while (!threads.isEmpty()) {
            threads.remove().run();
        }
    }

    private static Budgets budgets(Map<String, String> settings) {
        return new Budgets(Settings.from(settings::get));
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private String hash(String password) throws Exception {
        return passwords.hash(password, ALICE).toCompletableFuture().get();
    }

    private static String bcrypt(String password) {
        return Password.hash(password)
                .with(BcryptFunction.getInstance(Bcrypt.B, 4))
                .getResult();
    }

    private boolean matches(String password, String hash) throws Exception {
        return passwords
                .matches(password, Optional.of(hash), ALICE)
                .toCompletableFuture()
                .get();
    }
}
