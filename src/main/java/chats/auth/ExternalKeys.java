package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The public keys of an outside identity provider. Keys of a location are fetched again every ten minutes, and also
 * when a token names an unknown key, because the provider may have rotated its keys; ten seconds lie between two
 * attempts. If a fetch fails, the keys of the last successful one stay in use. One thread fetches; the others do not
 * wait for it, since anybody can make up key ids and the provider may be slow.
 */
final class ExternalKeys implements VerificationKeyResolver {
    private static final System.Logger LOG = System.getLogger(ExternalKeys.class.getName());
    private static final long REFRESH_NANOS = Duration.ofMinutes(10).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(10).toNanos();

    private final String setting;
    private final Callable<String> source;
    private final LongSupplier nanoTime;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile List<JsonWebKey> keys = List.of();
    private volatile Optional<String> problem = Optional.empty();
    private volatile long triedAt;

    private ExternalKeys(String setting, Callable<String> source) {
        this(setting, source, System::nanoTime);
    }

    ExternalKeys(String setting, Callable<String> source, LongSupplier nanoTime) {
        this.setting = setting;
        this.source = source;
        this.nanoTime = nanoTime;
        this.triedAt = nanoTime.getAsLong() - REFRESH_NANOS;
    }

    static ExternalKeys of(String text) {
        return new ExternalKeys("MP_JWT_VERIFY_PUBLICKEY", () -> text);
    }

    static ExternalKeys at(String location) {
        return new ExternalKeys("MP_JWT_VERIFY_PUBLICKEY_LOCATION", () -> KeyLocation.read(location));
    }

    /**
     * Why no token can be verified at present, as a sentence that names the setting; empty if there is no such reason.
     */
    Optional<String> problem() {
        if (keys.isEmpty()) {
            fetchIfOlderThan(RETRY_NANOS);
        }
        return keys.isEmpty() ? problem : Optional.empty();
    }

    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        fetchIfOlderThan(REFRESH_NANOS);
        Optional<Key> known = find(token);
        if (known.isEmpty()) {
            fetchIfOlderThan(RETRY_NANOS);
            known = find(token);
        }
        if (keys.isEmpty() || known.isEmpty() && fetching.isLocked()) {
            throw new ChatsException(ErrorCode.UNAVAILABLE);
        }
        return known.orElseThrow(() -> new UnresolvableKeyException("unknown key"));
    }

    /** A token that names no key is tried with each one. */
    private Optional<Key> find(JsonWebSignature token) throws UnresolvableKeyException {
        List<JsonWebKey> candidates = keys;
        if (candidates.size() == 1 && candidates.get(0).getKeyId() == null) {
            return Optional.of(candidates.get(0).getKey());
        }
        try {
            return Optional.ofNullable(
                            new VerificationJwkSelector().selectWithVerifySignatureDisambiguate(token, candidates))
                    .map(JsonWebKey::getKey);
        } catch (JoseException e) {
            throw new UnresolvableKeyException("unusable key", e);
        }
    }

    private void fetchIfOlderThan(long nanos) {
        if (nanoTime.getAsLong() - triedAt < nanos || !fetching.tryLock()) {
            return;
        }
        try {
            if (nanoTime.getAsLong() - triedAt >= nanos) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    private void fetch() {
        triedAt = nanoTime.getAsLong();
        try {
            keys = PublicKeys.parse(source.call());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            report(setting + " cannot be used: " + e.getMessage());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void report(String sentence) {
        LOG.log(Level.ERROR, sentence);
        problem = Optional.of(sentence);
    }
}
