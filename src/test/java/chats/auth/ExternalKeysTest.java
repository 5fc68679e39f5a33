package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.security.Key;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;

/** With a provider that answers when the test lets it. */
class ExternalKeysTest {
    private static final TestTokens PROVIDER = TestTokens.provider();

    private final Semaphore answers = new Semaphore(0);
    private final Semaphore asked = new Semaphore(0);
    private long now;
    private final ExternalKeys keys = new ExternalKeys("MP_JWT_VERIFY_PUBLICKEY_LOCATION", this::answer, () -> now);

    @Test
    void nobodyWaitsForASlowProviderButWhoAsksIt() throws Exception {
        answers.release();
        assertEquals(PROVIDER.keys().getPublic(), resolve(TestTokens.KID));
        now += TimeUnit.HOURS.toNanos(1);
        CompletableFuture<Key> asking = CompletableFuture.supplyAsync(() -> resolve("made up"));
        asked.acquire(2);

        assertEquals(PROVIDER.keys().getPublic(), resolve(TestTokens.KID), "the known keys count meanwhile");
        assertEquals(
                ErrorCode.UNAVAILABLE,
                assertThrows(ChatsException.class, () -> resolve("perhaps a new one"))
                        .code());

        answers.release();
        assertThrows(CompletionException.class, asking::join);
        assertThrows(IllegalStateException.class, () -> resolve("perhaps a new one"), "which it is not");
    }

    @Test
    void aTokenThatNamesNoKeyIsTriedWithEach() throws Exception {
        TestTokens before = TestTokens.rsa();
        List<JsonWebKey> both = List.of(key(before, "old"), key(PROVIDER, "new"));
        ExternalKeys several = new ExternalKeys("here", () -> new JsonWebKeySet(both).toJson(), () -> 0);

        assertEquals(PROVIDER.keys().getPublic(), several.resolveKey(parsed(PROVIDER, null), List.of()));
        assertEquals(before.keys().getPublic(), several.resolveKey(parsed(before, null), List.of()));
        assertEquals(PROVIDER.keys().getPublic(), several.resolveKey(parsed(PROVIDER, "new"), List.of()));
        assertThrows(
                UnresolvableKeyException.class,
                () -> several.resolveKey(parsed(TestTokens.stranger(), null), List.of()));
        assertThrows(UnresolvableKeyException.class, () -> several.resolveKey(parsed(PROVIDER, "other"), List.of()));
    }

    private static JsonWebKey key(TestTokens provider, String kid) throws JoseException {
        JsonWebKey key = JsonWebKey.Factory.newJwk(provider.keys().getPublic());
        key.setKeyId(kid);
        return key;
    }

    private static JsonWebSignature parsed(TestTokens provider, String kid) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setCompactSerialization(provider.sign(Map.of("sub", "7"), kid));
        return token;
    }

    private String answer() throws JoseException, InterruptedException {
        asked.release();
        answers.acquire();
        JsonWebKey key = JsonWebKey.Factory.newJwk(PROVIDER.keys().getPublic());
        key.setKeyId(TestTokens.KID);
        return new JsonWebKeySet(List.of(key)).toJson();
    }

    private Key resolve(String kid) {
        JsonWebSignature token = new JsonWebSignature();
        try {
            token.setCompactSerialization(PROVIDER.sign(Map.of("sub", "7"), kid));
            return keys.resolveKey(token, List.of());
        } catch (UnresolvableKeyException e) {
            throw new IllegalStateException(e);
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
