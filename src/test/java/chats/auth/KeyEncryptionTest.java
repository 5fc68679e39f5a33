package chats.auth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyEncryptionTest {
    private static final byte[] KEY = "a private key".getBytes(StandardCharsets.UTF_8);

    private static final int FEW = 1;

    private final KeyEncryption seal = new KeyEncryption("a secret", FEW);

    /** Chats has always derived the key in 210,000 iterations of PBKDF2. */
    @Test
    void opensWhatWasSealedBefore() throws Exception {
        byte[] sealed = HexFormat.of()
                .parseHex("fb748bc2da4423d51e8a72b01037e2874a8863d9eba2d9a531ae897eb884716935db2141cf21fd2ed04a762f"
                        + "5eea434ac5d573bd07184e717f");

        assertArrayEquals(KEY, new KeyEncryption("a secret").open("kid", sealed));
    }

    @Test
    void opensWhatItSealedUnderTheSameSecret() throws Exception {
        assertArrayEquals(KEY, new KeyEncryption("a secret", FEW).open("kid", seal.seal("kid", KEY)));
    }

    @Test
    void sealsTheSameKeyInAnotherWayEachTime() throws Exception {
        assertFalse(Arrays.equals(seal.seal("kid", KEY), seal.seal("kid", KEY)));
    }

    @Test
    void opensNothingUnderAnotherSecret() throws Exception {
        byte[] sealed = seal.seal("kid", KEY);

        assertThrows(
                GeneralSecurityException.class, () -> new KeyEncryption("another secret", FEW).open("kid", sealed));
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
