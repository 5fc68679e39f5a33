package chats.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What Chats needs of a token whose signature and claims were found right; small, since many are remembered.
 *
 * @param login which login it was issued for, in Chats' own tokens
 * @param name what the provider calls its user
 */
record VerifiedToken(String issuer, String subject, Optional<UUID> login, Optional<String> name, Instant expiresAt) {}
