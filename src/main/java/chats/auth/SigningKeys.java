package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Chats' own signing keys, the same for all nodes on one database. They are read at the start and once a minute. A
 * token with an unknown key id makes one thread read them again, at most once a second; other threads do not wait for
 * it, since anybody can make up key ids. The lock {@code loading} is held across database reads; no other lock is taken
 * inside it.
 */
@ApplicationScoped
public class SigningKeys implements VerificationKeyResolver {
    /** The key that new tokens are signed with. */
    record Active(String kid, PrivateKey key) {}

    private record Ring(Map<String, PublicKey> verifying, Optional<Active> active) {}

    private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());
    private static final long RELOAD_NANOS = Duration.ofSeconds(1).toNanos();
    private static final String WRONG_SECRET =
            "KEY_SECRET is not the one that the signing keys in this database are sealed under; nobody can log in";
    private static final String MISSING_SECRET =
            "KEY_SECRET must be set, since the signing keys in this database are sealed; nobody can log in";

    private final KeyTable table;
    private final KeyRotation rotation;
    private final Optional<KeyEncryption> seal;

    private final ReentrantLock loading = new ReentrantLock();
    private volatile Ring ring = new Ring(Map.of(), Optional.empty());
    private volatile Optional<String> problem = Optional.of("the signing keys have not been read yet");
    private volatile long loadedAt = System.nanoTime() - RELOAD_NANOS;

    @Inject
    public SigningKeys(KeyTable table, KeyRotation rotation, Settings settings) {
        this(table, rotation, settings.keySecret().map(KeyEncryption::new));
    }

    SigningKeys(KeyTable table, KeyRotation rotation, Optional<KeyEncryption> seal) {
        this.table = table;
        this.rotation = rotation;
        this.seal = seal;
    }

    /**
     * Why no token can be signed at present, as a sentence that names the setting at fault if there is one; empty if
     * there is no such reason.
     */
    public Optional<String> problem() {
        return problem;
    }

    /**
     * The key to sign with.
     *
     * @throws ChatsException {@code unavailable} if there is none at present
     */
    Active active() {
        if (ring.active().isEmpty()) {
            reloadIfOlderThanASecond();
        }
        return ring.active().orElseThrow(() -> new ChatsException(ErrorCode.UNAVAILABLE));
    }

    /**
     * The public key that the token's key id names. A token without a key id is refused.
     *
     * @throws ChatsException {@code unavailable} if the key is unknown while another thread is reading the keys
     */
    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String kid = token.getKeyIdHeaderValue();
        if (kid == null) {
            throw new UnresolvableKeyException("no key id");
        }
        if (!ring.verifying().containsKey(kid)) {
            reloadIfOlderThanASecond();
        }
        if (ring.verifying().isEmpty()) {
            throw new ChatsException(ErrorCode.UNAVAILABLE);
        }
        if (!ring.verifying().containsKey(kid) && loading.isLocked()) {
            throw new ChatsException(ErrorCode.UNAVAILABLE);
        }
        return Optional.ofNullable(ring.verifying().get(kid))
                .orElseThrow(() -> new UnresolvableKeyException("unknown key id"));
    }

    /** Reads the keys, after creating or rotating them if that is due. */
    void load() {
        loading.lock();
        try {
            read();
        } finally {
            loading.unlock();
        }
    }

    private void read() {
        loadedAt = System.nanoTime();
        List<StoredKey> keys = table.all();
        Optional<Active> active = Optional.empty();
        try {
            if (rotation.isDue(keys, seal)) {
                rotation.update(seal);
                keys = table.all();
            }
            active = active(keys);
            problem = Optional.empty();
        } catch (GeneralSecurityException e) {
            report(seal.isPresent() ? WRONG_SECRET : MISSING_SECRET);
        }
        ring = new Ring(verifying(keys), active);
    }

    private void report(String sentence) {
        if (!problem.equals(Optional.of(sentence))) {
            LOG.log(Level.ERROR, sentence);
        }
        problem = Optional.of(sentence);
    }

    private void reloadIfOlderThanASecond() {
        if (!loading.tryLock()) {
            return;
        }
        try {
            if (System.nanoTime() - loadedAt >= RELOAD_NANOS) {
                read();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The signing keys could not be read: {0}", e.getMessage());
        } finally {
            loading.unlock();
        }
    }

    /** Decrypting a key is slow on purpose, so the active key is kept as long as it stays the same. */
    private Optional<Active> active(List<StoredKey> keys) throws GeneralSecurityException {
        StoredKey newest = keys.stream().filter(StoredKey::active).findFirst().orElseThrow();
        if (ring.active().filter(key -> key.kid().equals(newest.kid())).isPresent()) {
            return ring.active();
        }
        return Optional.of(new Active(newest.kid(), newest.signing(seal)));
    }

    private static Map<String, PublicKey> verifying(List<StoredKey> keys) {
        Map<String, PublicKey> verifying = new HashMap<>();
        for (StoredKey key : keys) {
            try {
                verifying.put(key.kid(), key.verifying());
            } catch (GeneralSecurityException e) {
                LOG.log(Level.ERROR, "Signing key {0} is damaged", key.kid());
            }
        }
        return Map.copyOf(verifying);
    }
}
