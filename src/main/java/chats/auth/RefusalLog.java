package chats.auth;

import chats.admission.Budgets;
import chats.errors.ErrorCode;
import chats.net.Address;
import chats.users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Logs refused logins and handshakes, one event with named values on each line. Lines that unauthenticated clients can
 * cause are limited by {@code LIMIT_LOG_LINES_PER_SECOND}, and contain nothing that the client sent: no email, no name,
 * no token.
 */
@ApplicationScoped
class RefusalLog {
    private static final System.Logger LOG = System.getLogger("chats.auth.RefusalLog");

    private final Budgets budgets;

    @Inject
    RefusalLog(Budgets budgets) {
        this.budgets = budgets;
    }

    void wrongPassword(Optional<User> user, Address address) {
        info(address, "login_refused reason=wrong_credentials user={0} address={1}", known(user), address.text());
    }

    /** Too many failures for one account from one address. */
    void tooManyFailures(Optional<User> user, Address address) {
        info(address, "login_refused reason=too_many_failures user={0} address={1}", known(user), address.text());
    }

    /** Too many failures for any accounts from one address. */
    void tooManyFailures(Address address) {
        info(address, "login_refused reason=too_many_failures_of_address address={0}", address.text());
    }

    void tooManyRegistrations(Address address) {
        info(address, "registration_refused reason=too_many address={0}", address.text());
    }

    void refreshTokenUsedTwice(LoginsEnded event) {
        LOG.log(
                Level.WARNING,
                "login_ended reason=refresh_token_used_twice user={0} logins={1}",
                Long.toString(event.userId()),
                event.logins());
    }

    void handshake(ErrorCode code, Address address) {
        info(address, "socket_refused door=plain code={0} address={1}", code.code(), address.text());
    }

    void notRehashed(long userId, Throwable failure) {
        LOG.log(Level.WARNING, "password_not_rehashed user={0} cause={1}", Long.toString(userId), failure.getMessage());
    }

    private void info(Address address, String line, Object... values) {
        if (LOG.isLoggable(Level.INFO) && budgets.logLines().admit(address)) {
            LOG.log(Level.INFO, line, values);
        }
    }

    private static String known(Optional<User> user) {
        return user.map(User::id).map(String::valueOf).orElse("none");
    }
}
