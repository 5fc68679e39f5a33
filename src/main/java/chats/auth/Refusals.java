package chats.auth;

import chats.admission.Budgets;
import chats.errors.ErrorCode;
import chats.net.Address;
import chats.users.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The log lines of refused logins and handshakes, one event with named values each. An email is never written; the first bytes of its hash tell
 * whether two lines are about the same one.
 */
@ApplicationScoped
class Refusals {
    private static final System.Logger LOG = System.getLogger("chats.auth.Refusals");

    private final Budgets budgets;

    @Inject
    Refusals(Budgets budgets) {
        this.budgets = budgets;
    }

    protected Refusals() {
        this(null);
    }

    void wrongPassword(Optional<User> user, String address) {
        String known = user.map(User::id).map(String::valueOf).orElse("none");
        LOG.log(Level.INFO, "login_refused reason=wrong_credentials user={0} address={1}", known, address);
    }

    void tooManyFailures(String email, String address) {
        LOG.log(Level.INFO, "login_refused reason=too_many_failures email_hash={0} address={1}", hash(email), address);
    }

    void refreshTokenUsedTwice(LoginsEnded event) {
        LOG.log(
                Level.WARNING,
                "login_ended reason=refresh_token_used_twice user={0} logins={1}",
                Long.toString(event.userId()),
                event.logins());
    }

    void handshake(ErrorCode code, Address address) {
        if (budgets.logLines().admit(address)) {
            LOG.log(Level.INFO, "socket_refused door=plain code={0} address={1}", code.code(), address.text());
        }
    }

    void notRehashed(long userId, Throwable failure) {
        LOG.log(Level.WARNING, "password_not_rehashed user={0} cause={1}", Long.toString(userId), failure.getMessage());
    }

    private static String hash(String email) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 6));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
