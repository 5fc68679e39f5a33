/**
 * Accounts' logins, tokens, keys and passwords: who a request comes from. {@link chats.auth.Authenticator} finds the
 * caller for a token and is the class to read first; {@code AccessFilter} asks it for REST and handshakes.
 * {@code Logins} tells the life of a login, {@code SigningKeys} and {@code ExternalKeys} hold the keys,
 * {@code LoginThrottle} and {@code AuthRates} limit guessing.
 */
package chats.auth;
