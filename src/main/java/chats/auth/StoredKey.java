package chats.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Optional;

/**
 * A signing key as it lies in the database. One is active at a time; the one before it is retired, and still verifies until the
 * last token that it signed has run out.
 *
 * @param privateKey PKCS#8, sealed if {@code encrypted}
 */
record StoredKey(
        String kid,
        byte[] publicKey,
        byte[] privateKey,
        boolean encrypted,
        Instant createdAt,
        Optional<Instant> retiredAt) {
    boolean active() {
        return retiredAt.isEmpty();
    }

    PublicKey verifying() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKey));
    }

    /**
     * The key to sign with.
     *
     * @throws GeneralSecurityException if it is sealed and the secret is missing or another one
     */
    PrivateKey signing(Optional<KeyEncryption> seal) throws GeneralSecurityException {
        byte[] plain = privateKey;
        if (encrypted) {
            plain = seal.orElseThrow(() -> new GeneralSecurityException("no secret"))
                    .open(kid, privateKey);
        }
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(plain));
    }
}
