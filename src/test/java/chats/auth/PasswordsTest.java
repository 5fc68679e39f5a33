package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import com.password4j.types.Bcrypt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final Deque<Runnable> hashing = new ArrayDeque<>();
    private final Passwords passwords = new Passwords(Runnable::run);
    private final Passwords queueing = new Passwords(hashing::add);

    @Test
    void knowsAPasswordAgain() throws Exception {
        String hash = hash("correct horse");

        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(matches("correct horse", hash));
        assertFalse(matches("Correct horse", hash));
        assertFalse(passwords.outdated(hash));
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
        assertTrue(passwords.outdated(hash));
    }

    /** Made by bcryptjs, of the password "correct horse battery". */
    @Test
    void acceptsAHashThatAnotherBcryptMade() throws Exception {
        String hash = "$2b$06$156BRe5bPw4rqt4F41h56OOD69NBs8DVGkhQ8yxO2rOOeOzt3Hlsm";

        assertTrue(matches("correct horse battery", hash));
        assertFalse(matches("correct horse batterz", hash));
    }

    @Test
    void bcryptLooksAtTheFirst72BytesAlone() throws Exception {
        String hash = Password.hash("x".repeat(72))
                .with(BcryptFunction.getInstance(Bcrypt.B, 4))
                .getResult();

        assertTrue(matches("x".repeat(100), hash));
        assertFalse(matches("x".repeat(71), hash));
    }

    @Test
    void wantsACheaperArgonHashedAnew() {
        String cheap = Password.hash("correct horse")
                .with(Argon2Function.getInstance(4_096, 1, 1, 32, Argon2.ID))
                .getResult();

        assertTrue(passwords.outdated(cheap));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "$argon2id$nonsense", "$2b$10$short", "$2b$99$" + "x"})
    void aHashThatIsNoneMatchesNothing(String hash) throws Exception {
        assertFalse(matches("plain text", hash));
        assertFalse(matches("", hash));
    }

    @Test
    void anUnknownAccountCostsAsManyHashesAsAWrongPassword() {
        queueing.matches("correct horse", Optional.empty());
        int unknown = hashing.size();
        queueing.matches("correct horse", Optional.of("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"));

        assertEquals(1, unknown);
        assertEquals(2, hashing.size());
    }

    @Test
    void nobodysPasswordFitsAnUnknownAccount() throws Exception {
        assertFalse(passwords
                .matches("correct horse", Optional.empty())
                .toCompletableFuture()
                .get());
    }

    @Test
    void refusesToQueueWithoutBound() {
        for (int i = 0; i < Passwords.MAX_WAITING; i++) {
            queueing.hash("correct horse");
        }
        ChatsException refusal = assertThrows(ChatsException.class, () -> queueing.hash("correct horse"));

        assertEquals(ErrorCode.RATE_LIMITED, refusal.code());
        hashing.removeFirst().run();
        queueing.hash("correct horse");
    }

    private String hash(String password) throws Exception {
        return passwords.hash(password).toCompletableFuture().get();
    }

    private boolean matches(String password, String hash) throws Exception {
        return passwords
                .matches(password, Optional.of(hash))
                .toCompletableFuture()
                .get();
    }
}
