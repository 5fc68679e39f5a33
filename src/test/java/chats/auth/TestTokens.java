package chats.auth;

import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Makes valid and invalid tokens of an identity provider that exists only in tests. */
public final class TestTokens {
    static final String KID = "key-1";

    private final String algorithm;
    private final KeyPair keys;

    private TestTokens(String algorithm, KeyPair keys) {
        this.algorithm = algorithm;
        this.keys = keys;
    }

    /** The provider of tests that need none of their own: to make an RSA key takes long. */
    static TestTokens provider() {
        return Shared.PROVIDER;
    }

    /** The same for somebody whom nobody trusts. */
    static TestTokens stranger() {
        return Shared.STRANGER;
    }

    public static TestTokens rsa() {
        return rsa(pair("RSA", 2048));
    }

    public static TestTokens rsa(KeyPair keys) {
        return new TestTokens("RS256", keys);
    }

    static TestTokens ec() {
        return new TestTokens("ES256", pair("EC", 256));
    }

    KeyPair keys() {
        return keys;
    }

    /** That many seconds from now, as tokens have times. */
    public static long in(long seconds) {
        return System.currentTimeMillis() / 1000 + seconds;
    }

    /** Claims that every provider sends; null takes one away. */
    public static Map<String, Object> claims(long expires, Object... changes) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "https://idp.example");
        claims.put("sub", "7");
        claims.put("aud", "chats-app");
        claims.put("exp", expires);
        for (int i = 0; i < changes.length; i += 2) {
            claims.put((String) changes[i], changes[i + 1]);
        }
        claims.values().removeIf(value -> value == null);
        return claims;
    }

    public String sign(Map<String, Object> claims) {
        return sign(claims, KID);
    }

    String sign(Map<String, Object> claims, String kid) {
        return token(claims, kid, algorithm, keys.getPrivate());
    }

    /** An attack on verifiers that let the token choose the algorithm: the public key is used as a shared secret. */
    public String signWithThePublicKeyAsSecret(Map<String, Object> claims) {
        return token(claims, KID, "HS256", new HmacKey(keys.getPublic().getEncoded()));
    }

    public static String unsigned(Map<String, Object> claims) {
        return token(claims, KID, "none", null);
    }

    public String signAs(String otherAlgorithm, Map<String, Object> claims) {
        return token(claims, KID, otherAlgorithm, keys.getPrivate());
    }

    private static String token(Map<String, Object> claims, String kid, String algorithm, Key key) {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(algorithm);
        token.setPayload(JsonUtil.toJson(claims));
        token.setKey(key);
        if (kid != null) {
            token.setKeyIdHeaderValue(kid);
        }
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair(String type, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(size);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        private static final TestTokens PROVIDER = rsa();
        private static final TestTokens STRANGER = rsa();
    }
}
