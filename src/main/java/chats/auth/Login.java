package chats.auth;

import java.time.Instant;
import java.util.UUID;

/**
 * A place where a user is logged in, as shown to this user.
 *
 * @param usedAt when it last went on by a refresh token; when it began if it never did
 * @param agent what the client that began it calls itself, or null
 * @param current whether the caller's own token is of this login
 */
record Login(UUID id, Instant createdAt, Instant usedAt, String agent, boolean current) {}
