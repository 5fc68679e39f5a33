package chats.auth;

/** What comes of a refresh token. */
sealed interface RefreshOutcome {
    /** @param isFirst whether the token was used for the first time */
    record GoesOn(Logins.Continued login, boolean isFirst) implements RefreshOutcome {}

    /** It is not good, or not in this place; nothing has changed. */
    record Refused() implements RefreshOutcome {}

    /** Two have used what one was given, so the login has ended. */
    record Ended(LoginsEnded event) implements RefreshOutcome {}
}
