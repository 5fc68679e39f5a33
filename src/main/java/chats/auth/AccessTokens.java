package chats.auth;

import chats.settings.Settings;
import chats.users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Issues Chats' own access tokens: MicroProfile JWTs that are valid for some minutes and name the user and the login.
 */
@ApplicationScoped
class AccessTokens {
    static final String ISSUER = "chats";

    private final SigningKeys keys;
    private final Settings settings;
    private final Clock clock;

    @Inject
    AccessTokens(SigningKeys keys, Settings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A new token.
     *
     * @throws chats.errors.ChatsException {@code unavailable} if there is no signing key
     */
    String issue(User user, UUID login) {
        SigningKeys.Active active = keys.active();
        long now = clock.instant().getEpochSecond();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(Long.toString(user.id()));
        claims.setClaim("upn", user.nickname());
        claims.setClaim("sid", login.toString());
        claims.setGeneratedJwtId();
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + settings.accessTokenSeconds()));
        JsonWebSignature token = new JsonWebSignature();
        token.setHeader("typ", "JWT");
        token.setKeyIdHeaderValue(active.kid());
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKey(active.key());
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
