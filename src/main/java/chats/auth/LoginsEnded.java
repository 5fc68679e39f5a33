package chats.auth;

import java.util.Set;
import java.util.UUID;

/**
 * Logins of a user have ended, by logout or because a refresh token was used twice. Their tokens are refused from now
 * on, and their sockets are to be closed. Fired as a CDI event after the commit, on the other nodes within two seconds.
 * It is fired again some seconds later, for sockets that were being opened meanwhile.
 */
public record LoginsEnded(long userId, Set<UUID> logins) {}
