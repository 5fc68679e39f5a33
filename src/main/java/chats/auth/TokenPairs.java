package chats.auth;

import chats.users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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
     * Those of a new login.
     *
     * @param cookie whether a browser's cookie is to keep the refresh token
     * @throws chats.errors.ChatsException {@code rate_limited} if this user logs in again and again
     */
    Tokens begin(User user, boolean cookie) {
        rates.admitTurn(user.id());
        return of(user, logins.begin(user.id(), cookie));
    }

    /** Those of a login that goes on. */
    Tokens of(User user, Logins.Continued login) {
        return new Tokens(accessTokens.issue(user, login.login()), login.next().text(), user);
    }
}
