package chats.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/**
 * What a token must fulfil, whichever door it comes through.
 *
 * @param audiences one of which the token must name; empty if none is asked for
 * @param algorithm the only one allowed, RS256 or ES256; so neither {@code none} nor a public key misused as a shared secret
 * @param longestLife from a token's {@code iat} to its {@code exp}; none if the issuer decides
 * @param clockSkew by how much a token may be from the future; one that has run out is refused at once
 */
record TokenRules(
        String issuer,
        Set<String> audiences,
        String algorithm,
        VerificationKeyResolver keys,
        Optional<Duration> longestLife,
        Duration clockSkew) {
    /** Allowed between this machine and the identity provider's. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    /** By how much the clocks of Chats' own nodes and of their database may differ without harm to who has logged out. */
    static final Duration CLOCKS_OF_NODES = Duration.ofMinutes(2);
}
