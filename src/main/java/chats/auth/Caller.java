package chats.auth;

import chats.users.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The authenticated user of a request or a socket.
 *
 * @param login the login that the token was issued for; empty for an outside provider's token
 * @param expiresAt when the token expires
 */
public record Caller(User user, Optional<UUID> login, Instant expiresAt) {}
