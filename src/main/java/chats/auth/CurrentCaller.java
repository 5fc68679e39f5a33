package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.users.User;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The caller of the current HTTP request. Resources of any scope inject it as a field,
 * {@code @Inject private CurrentCaller caller}, and use it on the request's own thread only; asynchronous work must
 * take the {@link Caller} along.
 */
@RequestScoped
public class CurrentCaller {
    static final String ATTRIBUTE = CurrentCaller.class.getName();

    @Inject
    HttpServletRequest request;

    /**
     * The caller, as {@link AccessFilter} found it.
     *
     * @throws ChatsException {@code unauthorized} on public paths
     */
    public Caller get() {
        if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        throw new ChatsException(ErrorCode.UNAUTHORIZED);
    }

    public User user() {
        return get().user();
    }
}
