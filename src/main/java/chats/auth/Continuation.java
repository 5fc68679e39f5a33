package chats.auth;

/** What comes of a refresh token. */
sealed interface Continuation {
    /** @param isFirst whether the token was used for the first time */
    record GoesOn(Logins.Continued login, boolean isFirst) implements Continuation {}

    /** It is not good, or not in this place; nothing has changed. */
    record Refused() implements Continuation {}

    /** Two have used what one was given, so the login has ended. */
    record Ended(LoginsEnded event) implements Continuation {}
}
