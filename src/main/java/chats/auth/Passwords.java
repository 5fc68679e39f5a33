package chats.auth;

import chats.errors.ChatsException;
import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.HashingFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id, at the cost that OWASP asks for (19 MiB, 2 passes, 1 lane), and also checks the bcrypt hashes of a
 * database that was taken over. One is hashed at a time, so that a flood of logins takes one core at most, and no request thread
 * waits for it; beyond {@value #MAX_WAITING} that wait, the answer is {@code rate_limited}.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = Passwords.EXECUTOR, maxAsync = 1)
class Passwords {
    static final String EXECUTOR = "java:app/chats/hashing";
    static final int MAX_WAITING = 500;

    private static final System.Logger LOG = System.getLogger(Passwords.class.getName());
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;
    private static final int BCRYPT_MAX_BYTES = 72;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

    /** Of a password that nobody has: an unknown email costs as much as a known one. */
    private static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$A08uX/z38BlY8hV6MOuNAw$ZZsv0lgdgR598RYzratJDR5+ARXECI5RiHUOdkP+hL4";

    private final AtomicInteger waiting = new AtomicInteger();
    private Executor executor;

    Passwords() {}

    Passwords(Executor executor) {
        this.executor = executor;
    }

    @Resource(lookup = EXECUTOR)
    void setExecutor(ManagedExecutorService executor) {
        this.executor = executor;
    }

    /** A salted hash in PHC form. */
    CompletionStage<String> hash(String password) {
        return inTurn(() ->
                Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult());
    }

    /** Whether the password is the hashed one; without a hash it never is, after the same effort. */
    CompletionStage<Boolean> matches(String password, Optional<String> hash) {
        return inTurn(() -> check(password, hash.orElse(NOBODYS)) && hash.isPresent());
    }

    /** Whether a password should be hashed anew as soon as it is known. */
    boolean outdated(String hash) {
        return isBcrypt(hash) || !Argon2Function.getInstanceFromHash(hash).equals(ARGON2ID);
    }

    private static boolean check(String password, String hash) {
        try {
            HashingFunction function = isBcrypt(hash)
                    ? BcryptFunction.getInstanceFromHash(hash)
                    : Argon2Function.getInstanceFromHash(hash);
            byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
            if (isBcrypt(hash) && bytes.length > BCRYPT_MAX_BYTES) {
                bytes = Arrays.copyOf(bytes, BCRYPT_MAX_BYTES);
            }
            return Password.check(bytes, hash.getBytes(StandardCharsets.UTF_8)).with(function);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A stored password is neither an Argon2 nor a bcrypt hash");
            return false;
        }
    }

    private static boolean isBcrypt(String hash) {
        return hash.matches("\\$2[aby]\\$.*");
    }

    private <T> CompletionStage<T> inTurn(Supplier<T> work) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            throw ChatsException.rateLimited(TRY_AGAIN);
        }
        return CompletableFuture.supplyAsync(work, executor)
                .whenComplete((result, failure) -> waiting.decrementAndGet());
    }
}
