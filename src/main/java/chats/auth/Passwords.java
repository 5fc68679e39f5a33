package chats.auth;

import chats.admission.Budget;
import chats.admission.Budgets;
import chats.admission.FairExecutor;
import chats.errors.ChatsException;
import chats.net.Address;
import chats.threads.LifoExecutor;
import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id, at the cost that OWASP recommends (19 MiB, 2 passes, parallelism 1), and also checks
 * the bcrypt hashes of a taken-over database. At most half of the processors hash, on threads that no other work waits
 * for, and addresses take turns. A password that would wait longer than two seconds, or exceeds {@code LIMIT_HASHES},
 * is {@code rate_limited}. The container does not report that a client has closed its connection, so the two seconds
 * also limit how long the server keeps work for a client that has gone.
 */
@ApplicationScoped
class Passwords {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** The assumed time of a hash until one has been measured. */
    static final Duration INITIAL_ESTIMATE = Duration.ofMillis(100);

    private static final System.Logger LOG = System.getLogger(Passwords.class.getName());
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final long BYTES_OF_A_HASH = 19_456 * 1024;
    private static final int SALT_BYTES = 16;
    private static final int BCRYPT_MAX_BYTES = 72;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /**
     * A hash that no password has. It is checked for an unknown email, so that this takes as long as for a known one.
     */
    private static final String DUMMY_HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$A08uX/z38BlY8hV6MOuNAw$ZZsv0lgdgR598RYzratJDR5+ARXECI5RiHUOdkP+hL4";

    private final Budgets budgets;
    private final FairExecutor queue;

    @Inject
    Passwords(LifoExecutor threads, Budgets budgets) {
        this(
                threads,
                workers(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory()),
                budgets);
    }

    Passwords(Executor threads, int workers, Budgets budgets) {
        this.budgets = budgets;
        this.queue = new FairExecutor(threads, workers, LONGEST_WAIT, INITIAL_ESTIMATE);
    }

    /**
     * Checks that a password from this address would not wait too long, before the database is asked for the account.
     *
     * @throws ChatsException {@code rate_limited}
     */
    void requireCapacity(Address address) {
        queue.requireRoom(address.group());
    }

    /**
     * A salted hash in PHC form, for a client at this address.
     *
     * @throws ChatsException {@code rate_limited} if too many wait; the result may fail with it as well
     */
    CompletionStage<String> hash(String password, Address address) {
        return submit(
                address,
                () -> Password.hash(password)
                        .addRandomSalt(SALT_BYTES)
                        .with(ARGON2ID)
                        .getResult());
    }

    /**
     * Whether the password has this hash. Without a hash the answer is always no, after the same work.
     *
     * @throws ChatsException {@code rate_limited} if too many wait; the result may fail with it as well
     */
    CompletionStage<Boolean> matches(String password, Optional<String> hash, Address address) {
        return submit(address, () -> check(password, hash.orElse(DUMMY_HASH), address) && hash.isPresent());
    }

    /**
     * How many passwords are hashed at a time: on half of the processors, and in an eighth of the memory, of which each
     * hash takes 19 MiB.
     */
    static int workers(int processors, long bytes) {
        return (int) Math.max(1, Math.min(processors / 2, bytes / 8 / BYTES_OF_A_HASH));
    }

    /**
     * Whether a password that matches this hash should be hashed anew. Not if bcrypt cannot tell the password from
     * others: it reads 72 bytes, and repeats a shorter password with a NUL between, so that {@code ab} and
     * {@code ab NUL ab} have the same hash. The user's real password may then be another one, which a new hash would
     * lock out.
     */
    boolean outdated(String hash, String password) {
        return isBcrypt(hash)
                ? utf8(password).length < BCRYPT_MAX_BYTES && password.indexOf('\0') < 0
                : !Argon2Function.getInstanceFromHash(hash).equals(ARGON2ID);
    }

    private boolean check(String password, String hash, Address address) {
        try {
            byte[] bytes = utf8(password);
            if (isBcrypt(hash)) {
                return checkBcrypt(bytes, "$2b$" + hash.substring("$2b$".length()));
            }
            return Password.check(bytes, utf8(hash)).with(Argon2Function.getInstanceFromHash(hash));
        } catch (RuntimeException e) {
            if (budgets.logLines().admit(address)) {
                LOG.log(Level.WARNING, "A stored password is neither an Argon2 nor a bcrypt hash");
            }
            return false;
        }
    }

    /**
     * The library computes {@code $2a$} wrongly for bytes beyond ASCII. So {@code $2a$} and {@code $2y$} are computed
     * as {@code $2b$}, as bcryptjs does.
     */
    private static boolean checkBcrypt(byte[] password, String hash) {
        byte[] read = password.length > BCRYPT_MAX_BYTES ? Arrays.copyOf(password, BCRYPT_MAX_BYTES) : password;
        return Password.check(read, utf8(hash)).with(BcryptFunction.getInstanceFromHash(hash));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isBcrypt(String hash) {
        return hash.matches("\\$2[aby]\\$.*");
    }

    private <T> CompletionStage<T> submit(Address address, Supplier<T> work) {
        Budget.Lease lease = budgets.hashes().take(address, 1).orElseThrow(() -> ChatsException.rateLimited(TRY_AGAIN));
        try {
            return queue.submit(address.group(), work).whenComplete((result, failure) -> lease.close());
        } catch (ChatsException refusal) {
            lease.close();
            throw refusal;
        }
    }
}
