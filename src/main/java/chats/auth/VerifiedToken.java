package chats.auth;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A token whose signature and claims were found right.
 *
 * @param login which login it was issued for, in Chats' own tokens
 * @param claims all of them, as JSON values
 */
record VerifiedToken(
        String issuer, String subject, Optional<UUID> login, Instant expiresAt, Map<String, Object> claims) {
    /** What the provider calls its user. */
    Optional<String> name() {
        return Stream.of("preferred_username", "upn", "name")
                .map(claims::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isBlank())
                .findFirst();
    }
}
