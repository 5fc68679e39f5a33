package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.users.CurrentUser;
import chats.users.User;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The caller of the current HTTP request. Resources of any scope inject it as a field,
 * {@code @Inject private CurrentCaller caller}, and use it on the request's own thread only; asynchronous work must
 * take the {@link Caller} along.
 */
@RequestScoped
public class CurrentCaller implements CurrentUser {
    static final String ATTRIBUTE = CurrentCaller.class.getName();

    @Inject
    HttpServletRequest request;

    /** As {@link AccessFilter} found it; empty on the paths that are open to everybody. */
    public Optional<CallerPrincipal> principal() {
        return request.getAttribute(ATTRIBUTE) instanceof CallerPrincipal principal
                ? Optional.of(principal)
                : Optional.empty();
    }

    /**
     * The caller.
     *
     * @throws ChatsException {@code unauthorized} on public paths
     */
    public Caller get() {
        return principal()
                .orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED))
                .caller();
    }

    @Override
    public User user() {
        return get().user();
    }
}
