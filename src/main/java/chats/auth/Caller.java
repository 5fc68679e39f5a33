package chats.auth;

import chats.users.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who a request or a socket comes from, by a valid access token.
 *
 * @param login the login that the token was issued for; none for an outside provider's token
 * @param expiresAt when the token runs out
 */
public record Caller(User user, Optional<UUID> login, Instant expiresAt) {}
