package chats.auth;

import chats.settings.OutsideTokens;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/**
 * The rules for access tokens, the same for REST and both transports.
 *
 * @param audiences one of these must be in the token; if empty, the audience is not checked
 * @param algorithm the only one allowed, RS256 or ES256; this excludes {@code none} and a public key misused as a
 *     shared secret
 * @param longestLife the longest time from a token's {@code iat} to its {@code exp}; empty if the issuer decides
 * @param oldest how long a token is valid after its {@code iat}, which it must have then; empty if {@code exp} is enough
 * @param clockSkew how far a token's times may lie in the future
 * @param grace how long an expired token stays valid
 */
record TokenRules(
        String issuer,
        Set<String> audiences,
        String algorithm,
        VerificationKeyResolver keys,
        Optional<Duration> longestLife,
        Optional<Duration> oldest,
        Duration clockSkew,
        Duration grace) {
    /** The accepted difference to the clock of the identity provider. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(OutsideTokens.MOST_SKEW_SECONDS);

    /**
     * The accepted difference between the clocks of Chats' nodes and of the database; up to this, an ended login stays
     * refused.
     */
    static final Duration CLOCKS_OF_NODES = Duration.ofMinutes(2);
}
