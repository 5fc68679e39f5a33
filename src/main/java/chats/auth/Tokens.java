package chats.auth;

import chats.users.User;

/** The answer to a login: an access token, and a refresh token for the next such pair. */
record Tokens(String accessToken, String refreshToken, User user) {
    Tokens withoutRefreshToken() {
        return new Tokens(accessToken, null, user);
    }

    @Override
    public String toString() {
        return "Tokens[user=" + user.id() + "]";
    }
}
