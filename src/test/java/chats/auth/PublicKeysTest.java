package chats.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeysTest {
    private static final PublicKey RSA = TestTokens.provider().keys().getPublic();
    private static final PublicKey EC = TestTokens.ec().keys().getPublic();

    @Test
    void readsPem() throws Exception {
        assertEquals(List.of(RSA), keys(pem(RSA, "\n")));
        assertEquals(List.of(EC), keys(pem(EC, "\n")));
    }

    @Test
    void readsPemWhoseLinesWereLostOnTheWay() throws Exception {
        assertEquals(List.of(RSA), keys(pem(RSA, "\\n")));
        assertEquals(List.of(RSA), keys(pem(RSA, " ")));
        assertEquals(List.of(RSA), keys(Base64.getEncoder().encodeToString(RSA.getEncoded())));
    }

    @Test
    void readsJwkAndJwks() throws Exception {
        assertEquals(List.of(EC), keys(jwk(EC)));
        assertEquals(List.of(RSA, EC), keys(jwks()));
    }

    @Test
    void readsJwkAndJwksInBase64Url() throws Exception {
        assertEquals(List.of(RSA), keys(base64Url(jwk(RSA))));
        assertEquals(List.of(RSA, EC), keys(base64Url(jwks())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"keys\":[]}",
                "not a key",
                "AAAA",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}"
            })
    void refusesWhatHoldsNoPublicKey(String text) {
        assertThrows(GeneralSecurityException.class, () -> PublicKeys.parse(text));
    }

    private static List<java.security.Key> keys(String text) throws GeneralSecurityException {
        return PublicKeys.parse(text).stream().map(JsonWebKey::getKey).toList();
    }

    private static String pem(PublicKey key, String lineEnd) {
        return String.join(
                lineEnd,
                "-----BEGIN PUBLIC KEY-----",
                Base64.getMimeEncoder(
                                64, lineEnd.equals("\n") ? new byte[] {'\n'} : " ".getBytes(StandardCharsets.UTF_8))
                        .encodeToString(key.getEncoded()),
                "-----END PUBLIC KEY-----");
    }

    private static String jwk(PublicKey key) throws Exception {
        return JsonWebKey.Factory.newJwk(key).toJson();
    }

    private static String jwks() throws Exception {
        return new JsonWebKeySet(JsonWebKey.Factory.newJwk(RSA), JsonWebKey.Factory.newJwk(EC)).toJson();
    }

    private static String base64Url(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
