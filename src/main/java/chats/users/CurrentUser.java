package chats.users;

import chats.errors.ChatsException;

/** Who the current HTTP request comes from. Implemented by the package of tokens, which knows the caller. */
public interface CurrentUser {
    /**
     * The caller; to be asked on the request's own thread.
     *
     * @throws ChatsException {@code unauthorized} on public paths
     */
    User user();
}
