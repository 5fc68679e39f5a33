package chats.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeyEncryptionTest {
    private static final byte[] KEY = "a private key".getBytes(StandardCharsets.UTF_8);

    private final KeyEncryption seal = new KeyEncryption("a secret");

    @Test
    void opensWhatItSealedUnderTheSameSecret() throws Exception {
        assertArrayEquals(KEY, new KeyEncryption("a secret").open("kid", seal.seal("kid", KEY)));
    }

    @Test
    void sealsTheSameKeyInAnotherWayEachTime() throws Exception {
        assertFalse(Arrays.equals(seal.seal("kid", KEY), seal.seal("kid", KEY)));
    }

    @Test
    void opensNothingUnderAnotherSecret() throws Exception {
        byte[] sealed = seal.seal("kid", KEY);

        assertThrows(GeneralSecurityException.class, () -> new KeyEncryption("another secret").open("kid", sealed));
    }

    @Test
    void opensNothingThatWasSealedForAnotherKeyId() throws Exception {
        byte[] sealed = seal.seal("kid", KEY);

        assertThrows(GeneralSecurityException.class, () -> seal.open("another kid", sealed));
    }

    @Test
    void opensNothingThatWasChanged() throws Exception {
        byte[] sealed = seal.seal("kid", KEY);
        sealed[sealed.length - 1] ^= 1;

        assertThrows(GeneralSecurityException.class, () -> seal.open("kid", sealed));
        assertThrows(GeneralSecurityException.class, () -> seal.open("kid", new byte[5]));
    }
}
