package chats.auth;

import chats.errors.ChatsException;
import chats.users.Account;
import chats.users.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Stores what a user changes of his account, all of it or nothing. */
@ApplicationScoped
class ProfileStore {
    /**
     * What was stored.
     *
     * @param account as it is then
     * @param isRenamed whether the nickname is another one than before
     * @param ended the logins that have ended, if any
     */
    record Stored(Account account, boolean isRenamed, Optional<LoginsEnded> ended) {}

    private final Accounts accounts;
    private final Logins logins;

    @Inject
    ProfileStore(Accounts accounts, Logins logins) {
        this.accounts = accounts;
        this.logins = logins;
    }

    /**
     * Stores a new nickname.
     *
     * @throws ChatsException {@code conflict}
     */
    @Transactional
    Stored rename(long userId, String nickname) {
        accounts.claim(userId, nickname);
        boolean isRenamed = accounts.rename(userId, nickname);
        return new Stored(accounts.require(userId), isRenamed, Optional.empty());
    }

    /**
     * Stores a new password, ends all other logins and, if it is given, stores a new nickname. The row of the user is locked
     * before his logins are read. So a login by the old password either has begun and ends here, or begins later and is
     * refused by {@link Logins#beginBy}.
     *
     * @param checked the hash of the current password that was checked
     * @param nickname or null
     * @return empty if another hash is stored by now; then nothing is changed
     * @throws ChatsException {@code conflict}
     */
    @Transactional
    Optional<Stored> changePassword(Caller caller, String checked, String newHash, String nickname) {
        long userId = caller.user().id();
        if (nickname != null) {
            accounts.claim(userId, nickname);
        }
        if (!accounts.replacePassword(userId, checked, newHash)) {
            return Optional.empty();
        }
        UUID current = caller.login().orElseThrow();
        Optional<LoginsEnded> ended = logins.endOthers(userId, current);
        boolean isRenamed = nickname != null && accounts.rename(userId, nickname);
        return Optional.of(new Stored(accounts.require(userId), isRenamed, ended));
    }
}
