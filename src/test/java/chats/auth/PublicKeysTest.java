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
    private final PublicKey rsa = TestTokens.rsa().keys().getPublic();
    private final PublicKey ec = TestTokens.ec().keys().getPublic();

    @Test
    void readsPem() throws Exception {
        assertEquals(List.of(rsa), keys(pem(rsa, "\n")));
        assertEquals(List.of(ec), keys(pem(ec, "\n")));
    }

    @Test
    void readsPemWhoseLinesWereLostOnTheWay() throws Exception {
        assertEquals(List.of(rsa), keys(pem(rsa, "\\n")));
        assertEquals(List.of(rsa), keys(pem(rsa, " ")));
        assertEquals(List.of(rsa), keys(Base64.getEncoder().encodeToString(rsa.getEncoded())));
    }

    @Test
    void readsJwkAndJwks() throws Exception {
        assertEquals(List.of(ec), keys(jwk(ec)));
        assertEquals(List.of(rsa, ec), keys(jwks()));
    }

    @Test
    void readsJwkAndJwksInBase64Url() throws Exception {
        assertEquals(List.of(rsa), keys(base64Url(jwk(rsa))));
        assertEquals(List.of(rsa, ec), keys(base64Url(jwks())));
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

    private String jwks() throws Exception {
        return new JsonWebKeySet(JsonWebKey.Factory.newJwk(rsa), JsonWebKey.Factory.newJwk(ec)).toJson();
    }

    private static String base64Url(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
