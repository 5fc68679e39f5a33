package chats.users;

import java.util.Optional;

/**
 * An account, as its owner and the login see it.
 *
 * @param email empty for users of an outside identity provider
 * @param passwordHash empty for users who cannot log in with a password
 * @param local whether the account belongs to Chats' own tokens
 */
public record Account(User user, Optional<String> email, Optional<String> passwordHash, boolean local) {
    static Account of(UsersModel user) {
        return new Account(user.toUser(), user.email(), user.passwordHash(), user.isLocal());
    }
}
