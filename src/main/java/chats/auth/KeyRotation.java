package chats.auth;

import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates the first signing key, creates a new one when the active key is old, encrypts plain keys once
 * {@code KEY_SECRET} is set, and deletes retired keys. If the secret is wrong, nothing is changed.
 */
@ApplicationScoped
class KeyRotation {
    private static final int KEY_BITS = 2048;

    /**
     * Allows for nodes that do not know yet that a key is retired, and for tokens from a time when lifetimes were set
     * longer.
     */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final KeyTable table;
    private final Settings settings;
    private final Clock clock;

    @Inject
    KeyRotation(KeyTable table, Settings settings, Clock clock) {
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether {@link #update} would change anything. */
    boolean isDue(List<StoredKey> keys, Optional<KeyEncryption> seal) {
        Instant now = clock.instant();
        return keys.stream().noneMatch(StoredKey::active)
                || tooOld(keys.get(0), now)
                || seal.isPresent() && keys.stream().anyMatch(key -> !key.encrypted())
                || keys.stream()
                        .anyMatch(
                                key -> key.retiredAt().filter(this::isDeletable).isPresent());
    }

    /**
     * Does what is due, in one transaction that excludes other nodes.
     *
     * @throws GeneralSecurityException if the active key is encrypted and the secret is missing or wrong
     */
    @Transactional(rollbackOn = Exception.class)
    void update(Optional<KeyEncryption> seal) throws GeneralSecurityException {
        table.lock();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<StoredKey> keys = table.all();
        for (StoredKey key : keys) {
            if (key.active()) {
                key.signing(seal);
            }
            if (!key.encrypted() && seal.isPresent()) {
                table.storeSealed(key.kid(), seal.get().seal(key.kid(), key.privateKey()));
            }
        }
        if (keys.stream().noneMatch(StoredKey::active) || tooOld(keys.get(0), now)) {
            StoredKey fresh = generate(seal, now);
            table.insert(fresh);
            table.retireAllBut(fresh.kid(), now);
        }
        table.deleteRetiredBefore(now.minus(retention()));
    }

    /** How long tokens that a retired key has signed may still be valid. */
    private Duration retention() {
        return Duration.ofSeconds(settings.accessTokenSeconds()).plus(MARGIN);
    }

    private boolean isDeletable(Instant retiredAt) {
        return retiredAt.isBefore(clock.instant().minus(retention()));
    }

    private boolean tooOld(StoredKey key, Instant now) {
        return settings.keyRotationDays() > 0
                && key.createdAt()
                        .plus(settings.keyRotationDays(), ChronoUnit.DAYS)
                        .isBefore(now);
    }

    private static StoredKey generate(Optional<KeyEncryption> seal, Instant now) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair pair = generator.generateKeyPair();
        String kid = UUID.randomUUID().toString();
        byte[] plain = pair.getPrivate().getEncoded();
        return new StoredKey(
                kid,
                pair.getPublic().getEncoded(),
                seal.isPresent() ? seal.get().seal(kid, plain) : plain,
                seal.isPresent(),
                now,
                Optional.empty());
    }
}
