package chats.auth;

import chats.users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Issues the access token and the refresh token of a login together. */
@ApplicationScoped
class TokenPairs {
    private final Logins logins;
    private final AccessTokens accessTokens;
    private final AuthRates rates;

    @Inject
    TokenPairs(Logins logins, AccessTokens accessTokens, AuthRates rates) {
        this.logins = logins;
        this.accessTokens = accessTokens;
        this.rates = rates;
    }

    /**
     * Begins a login and issues its first tokens.
     *
     * @param cookie whether the refresh token is set as a browser's cookie
     * @param agent what the client calls itself
     * @throws chats.errors.ChatsException {@code rate_limited} if this user logs in too often
     */
    Tokens begin(User user, boolean cookie, Optional<String> agent) {
        rates.admitNewToken(user.id());
        return of(user, logins.begin(user.id(), cookie, agent));
    }

    /**
     * Begins a login by a password that was checked, as {@link #begin}.
     *
     * @param hash of that password
     * @return empty if another hash is stored by now
     */
    Optional<Tokens> beginBy(User user, String hash, boolean cookie, Optional<String> agent) {
        rates.admitNewToken(user.id());
        return logins.beginBy(user.id(), hash, cookie, agent).map(login -> of(user, login));
    }

    /** Issues the next tokens of a login. */
    Tokens of(User user, Logins.Continued login) {
        return new Tokens(accessTokens.issue(user, login.login()), login.next().text(), user);
    }
}
