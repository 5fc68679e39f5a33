package chats.stories;

import chats.client.Trees;
import chats.run.ServerToStart;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/**
 * Whoever tells Chats who people are: an outside provider with a key of its own, so that people cost no password hash and
 * tokens can be made as good or bad as a story wants them.
 */
public final class IdentityProvider {
    static final String ISSUER = "https://identity.example";
    static final String AUDIENCE = "chats";
    static final String ANOTHER_AUDIENCE = "another-app";

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    public IdentityProvider() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that takes its people from here. */
    public ServerToStart trustedBy(ServerToStart server) {
        return server.with("MP_JWT_VERIFY_PUBLICKEY", publicKey())
                .with("MP_JWT_VERIFY_ISSUER", ISSUER)
                .with("MP_JWT_VERIFY_AUDIENCES", ANOTHER_AUDIENCE + "," + AUDIENCE);
    }

    KeyPair keys() {
        return keys;
    }

    /** The public key as PEM. */
    String publicKey() {
        String base64 = Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64.replace("\r", "") + "\n-----END PUBLIC KEY-----\n";
    }

    /** A valid token for some minutes. */
    String token(String subject, String name) {
        return token(subject, name, Instant.now().plusSeconds(600));
    }

    String token(String subject, String name, Instant expires) {
        return sign(claims(ISSUER, AUDIENCE, subject, name, expires));
    }

    static ObjectNode claims(String issuer, String audience, String subject, String name, Instant expires) {
        return Trees.object(
                "iss", issuer,
                "aud", audience,
                "sub", subject,
                "upn", name,
                "preferred_username", name,
                "iat", expires.getEpochSecond() - 600,
                "exp", expires.getEpochSecond());
    }

    String sign(JsonNode claims) {
        try {
            String content = part(Trees.object("alg", "RS256", "typ", "JWT")) + "." + part(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String part(JsonNode json) {
        return part(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String part(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }
}
