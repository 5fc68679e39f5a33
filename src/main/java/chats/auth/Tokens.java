package chats.auth;

import chats.users.User;

/** What somebody gets who logged in: a token for requests, and one for the next such pair. */
record Tokens(String accessToken, String refreshToken, User user) {
    Tokens withoutRefreshToken() {
        return new Tokens(accessToken, null, user);
    }

    @Override
    public String toString() {
        return "Tokens[user=" + user.id() + "]";
    }
}
