package chats.auth;

import java.util.Set;
import java.util.UUID;

/**
 * These logins of a user have ended: by logout, or since a refresh token was used twice. Their tokens are refused from now on and
 * their sockets are to be closed. Fired as a CDI event after the commit, on every node, on the others within two seconds; and once
 * more some seconds later, for sockets that were being opened meanwhile.
 */
public record LoginsEnded(long userId, Set<UUID> logins) {}
