package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.inject.Vetoed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifies access tokens by one set of rules. A verified token is cached by its hash for some minutes, so that a
 * repeated one costs little; its expiry is checked each time.
 */
@Vetoed
class TokenVerifier {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final int MAX_SUBJECT_LENGTH = 255;
    private static final Duration CACHED_FOR = Duration.ofMinutes(5);

    private final TokenRules rules;
    private final Clock clock;
    private final Cache<ByteBuffer, VerifiedToken> verified = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(CACHED_FOR)
            .executor(Runnable::run)
            .build();

    TokenVerifier(TokenRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * The content of a valid token.
     *
     * @throws ChatsException {@code unauthorized}; {@code token_expired} if it is valid but expired;
     *     {@code unavailable} if the keys cannot be read at present
     */
    VerifiedToken verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
        ByteBuffer hash = hash(token);
        VerifiedToken known = verified.getIfPresent(hash);
        if (known != null) {
            requireTime(known.expiresAt());
            return known;
        }
        VerifiedToken fresh = check(token);
        verified.put(hash, fresh);
        return fresh;
    }

    /** @throws ChatsException {@code token_expired} if that time has passed */
    void requireTime(Instant expiresAt) {
        requireTime(expiresAt, clock.instant());
    }

    private static void requireTime(Instant expiresAt, Instant now) {
        if (!expiresAt.isAfter(now)) {
            throw new ChatsException(ErrorCode.TOKEN_EXPIRED);
        }
    }

    private VerifiedToken check(String token) {
        Instant now = clock.instant();
        try {
            JwtClaims claims = claims(token, now);
            VerifiedToken content = content(claims, now);
            requireTime(content.expiresAt(), now);
            if (rules.longestLife().isPresent()) {
                requireLife(claims, rules.longestLife().get(), now);
            }
            return content;
        } catch (InvalidJwtException e) {
            throw refusal(e);
        } catch (MalformedClaimException e) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
    }

    private JwtClaims claims(String token, Instant now) throws InvalidJwtException {
        JwtConsumerBuilder consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, rules.algorithm())
                .setVerificationKeyResolver(rules.keys())
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .setAllowedClockSkewInSeconds((int) rules.clockSkew().toSeconds())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setExpectedIssuer(rules.issuer());
        if (rules.audiences().isEmpty()) {
            consumer.setSkipDefaultAudienceValidation();
        } else {
            consumer.setExpectedAudience(rules.audiences().toArray(String[]::new));
        }
        return consumer.build().processToClaims(token);
    }

    /**
     * Refuses a token with a longer lifetime than this node gives, such as one from before the setting was changed.
     * Ended logins are kept for this node's lifetime only, so a token that lives longer could be accepted after its
     * login has ended.
     */
    private static void requireLife(JwtClaims claims, Duration longest, Instant now) throws MalformedClaimException {
        NumericDate issued = claims.getIssuedAt();
        Instant end = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        if (issued == null
                || end.isAfter(Instant.ofEpochSecond(issued.getValue()).plus(longest))
                || end.isAfter(now.plus(longest).plus(TokenRules.CLOCKS_OF_NODES))) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
    }

    private VerifiedToken content(JwtClaims claims, Instant now) throws MalformedClaimException {
        String subject = claims.getSubject();
        if (subject.isEmpty() || subject.length() > MAX_SUBJECT_LENGTH || subject.indexOf('\0') >= 0) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
        return new VerifiedToken(
                rules.issuer(),
                subject,
                login(claims.getClaimValue("sid")),
                name(claims),
                end(claims, now).plus(rules.grace()));
    }

    /** When it runs out, by its {@code exp} or by its age, whichever comes first. */
    private Instant end(JwtClaims claims, Instant now) throws MalformedClaimException {
        Instant expires = Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis());
        if (rules.oldest().isEmpty()) {
            return expires;
        }
        NumericDate at = claims.getIssuedAt();
        if (at == null) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
        Instant issued = Instant.ofEpochMilli(at.getValueInMillis());
        if (issued.isAfter(now.plus(rules.clockSkew()))) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
        Instant tooOld = issued.plus(rules.oldest().get());
        return tooOld.isBefore(expires) ? tooOld : expires;
    }

    private static Optional<String> name(JwtClaims claims) {
        return Stream.of("preferred_username", "upn", "name")
                .map(claims::getClaimValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isBlank())
                .findFirst();
    }

    private static Optional<UUID> login(Object sid) {
        try {
            return sid instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ChatsException refusal(InvalidJwtException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ChatsException keysAreAway) {
                return keysAreAway;
            }
        }
        boolean onlyExpired = !e.getErrorDetails().isEmpty()
                && e.getErrorDetails().stream().allMatch(error -> error.getErrorCode() == ErrorCodes.EXPIRED);
        return new ChatsException(onlyExpired ? ErrorCode.TOKEN_EXPIRED : ErrorCode.UNAUTHORIZED);
    }

    private static ByteBuffer hash(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
