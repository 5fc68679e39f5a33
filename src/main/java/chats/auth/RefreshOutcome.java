package chats.auth;

/** The result of using a refresh token. */
sealed interface RefreshOutcome {
    /**
     * The login goes on.
     *
     * @param isFirst whether the token was used for the first time
     */
    record Accepted(Logins.Continued login, boolean isFirst) implements RefreshOutcome {}

    /** The token is unknown or expired, or came in the wrong place; nothing has changed. */
    record Refused() implements RefreshOutcome {}

    /** Two clients have used the same token, so the login has ended. */
    record Ended(LoginsEnded event) implements RefreshOutcome {}
}
