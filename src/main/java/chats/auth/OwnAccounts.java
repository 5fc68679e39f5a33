package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether Chats has accounts of its own. With an outside identity provider, nothing is below {@code /auth}. */
@ApplicationScoped
class OwnAccounts {
    private final Settings settings;

    @Inject
    OwnAccounts(Settings settings) {
        this.settings = settings;
    }

    /**
     * Called by all endpoints below {@code /auth}. This check also covers paths that got past {@link AccessFilter}.
     *
     * @throws ChatsException {@code not_found}
     */
    void require() {
        if (settings.outsideProvider()) {
            throw new ChatsException(ErrorCode.NOT_FOUND);
        }
    }

    /**
     * Called before an account is changed.
     *
     * @throws ChatsException {@code forbidden}
     */
    void requireToChange() {
        if (settings.outsideProvider()) {
            throw new ChatsException(
                    ErrorCode.FORBIDDEN, "This account is one of an identity provider, which alone changes it.");
        }
    }
}
