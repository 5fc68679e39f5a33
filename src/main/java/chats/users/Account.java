package chats.users;

import java.util.Optional;

/**
 * What a user's own eyes and the login see of an account.
 *
 * @param email none for the users of an outside identity provider
 * @param passwordHash none for those who cannot log in here
 * @param local whether the account belongs to Chats' own tokens
 */
public record Account(User user, Optional<String> email, Optional<String> passwordHash, boolean local) {
    static Account of(UsersModel user) {
        return new Account(user.toUser(), user.email(), user.passwordHash(), user.isLocal());
    }
}
