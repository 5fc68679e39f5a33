package chats.auth;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Reads public keys in the forms that MicroProfile JWT 2.1 allows (section 9.2): PEM, JWK, JWKS, and the last two in
 * Base64URL. Symmetric keys are refused.
 */
final class PublicKeys {
    private PublicKeys() {}

    /**
     * The keys in this text, at least one.
     *
     * @throws GeneralSecurityException if it has none of the forms above
     */
    static List<JsonWebKey> parse(String text) throws GeneralSecurityException {
        String form = text.strip().replace("\\n", "\n");
        try {
            List<JsonWebKey> keys =
                    form.startsWith("{") ? json(form) : form.startsWith("-----") ? pem(form) : bare(form);
            List<JsonWebKey> usable =
                    keys.stream().filter(PublicJsonWebKey.class::isInstance).toList();
            if (usable.isEmpty()) {
                throw new GeneralSecurityException("there is no public key in it");
            }
            return usable;
        } catch (JoseException | IllegalArgumentException e) {
            throw new GeneralSecurityException("it is neither PEM nor JWK nor JWKS", e);
        }
    }

    private static List<JsonWebKey> json(String json) throws JoseException {
        return JsonUtil.parseJson(json).containsKey("keys")
                ? new JsonWebKeySet(json).getJsonWebKeys()
                : List.of(JsonWebKey.Factory.newJwk(json));
    }

    private static List<JsonWebKey> pem(String pem) throws GeneralSecurityException, JoseException {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        if (pem.startsWith("-----BEGIN CERTIFICATE-----")) {
            PublicKey key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey();
            return List.of(JsonWebKey.Factory.newJwk(key));
        }
        return List.of(JsonWebKey.Factory.newJwk(publicKey(der)));
    }

    /** JSON in Base64URL, or the Base64 of a PEM without its header and footer lines. */
    private static List<JsonWebKey> bare(String text) throws GeneralSecurityException, JoseException {
        String plainAlphabet = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
        byte[] decoded = Base64.getDecoder().decode(plainAlphabet);
        String json = new String(decoded, StandardCharsets.UTF_8).strip();
        return json.startsWith("{") ? json(json) : List.of(JsonWebKey.Factory.newJwk(publicKey(decoded)));
    }

    private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(der);
        try {
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (InvalidKeySpecException notRsa) {
            return KeyFactory.getInstance("EC").generatePublic(spec);
        }
    }
}
