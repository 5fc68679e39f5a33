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
 * A row of the table of signing keys. One key is active. A retired key still verifies tokens, until the last one that
 * it has signed has expired.
 *
 * @param privateKey PKCS#8, encrypted if {@code encrypted}
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
     * @throws GeneralSecurityException if it is encrypted and the secret is missing or wrong
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
