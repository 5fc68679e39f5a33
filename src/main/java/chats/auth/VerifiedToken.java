package chats.auth;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What Chats needs of a verified token; small, since many are cached.
 *
 * @param login the login that the token was issued for; empty for an outside provider's token
 * @param name the user's name at the provider
 */
record VerifiedToken(String issuer, String subject, Optional<UUID> login, Optional<String> name, Instant expiresAt) {}
