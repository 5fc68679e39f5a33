package chats.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts signing keys at rest: AES-256-GCM, under a key derived from {@code KEY_SECRET} by PBKDF2 with a salt of its
 * own for each signing key. The key id is authenticated too, so that encrypted keys cannot be swapped. The result is
 * salt, nonce, ciphertext and tag.
 */
final class KeyEncryption {
    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ITERATIONS = 210_000;

    private final SecureRandom random = new SecureRandom();
    private final char[] secret;
    private final int iterations;

    KeyEncryption(String secret) {
        this(secret, ITERATIONS);
    }

    /** Tests that do not try the derivation itself take fewer iterations. */
    KeyEncryption(String secret, int iterations) {
        this.secret = secret.toCharArray();
        this.iterations = iterations;
    }

    byte[] seal(String kid, byte[] privateKey) throws GeneralSecurityException {
        byte[] salt = random(SALT_BYTES);
        byte[] nonce = random(NONCE_BYTES);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, kid, salt, nonce).doFinal(privateKey);
        return ByteBuffer.allocate(salt.length + nonce.length + sealed.length)
                .put(salt)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Decrypts a signing key.
     *
     * @throws GeneralSecurityException if it was encrypted under another secret, or is damaged
     */
    byte[] open(String kid, byte[] sealed) throws GeneralSecurityException {
        if (sealed.length < SALT_BYTES + NONCE_BYTES) {
            throw new GeneralSecurityException("too short");
        }
        byte[] salt = Arrays.copyOf(sealed, SALT_BYTES);
        byte[] nonce = Arrays.copyOfRange(sealed, SALT_BYTES, SALT_BYTES + NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, kid, salt, nonce)
                .doFinal(sealed, SALT_BYTES + NONCE_BYTES, sealed.length - SALT_BYTES - NONCE_BYTES);
    }

    private Cipher cipher(int mode, String kid, byte[] salt, byte[] nonce) throws GeneralSecurityException {
        byte[] derived = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                .generateSecret(new PBEKeySpec(secret, salt, iterations, 256))
                .getEncoded();
        SecretKey key = new SecretKeySpec(derived, "AES");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
