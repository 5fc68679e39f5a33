package chats.auth;

import chats.errors.ChatsException;
import chats.errors.DatabaseErrors;
import chats.errors.ErrorCode;
import chats.json.WholeNumber;
import chats.settings.Settings;
import chats.users.ExternalUsers;
import chats.users.User;
import chats.users.UsersService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from an access token who somebody is, by the same rules for REST and both socket doors. A token that was seen lately costs
 * a hash and three lookups in memory.
 */
@ApplicationScoped
public class Authenticator {
    private static final Pattern HEADER = Pattern.compile("(?i:Bearer)\\s+([^\\s]+)\\s*");
    private static final Pattern TOKEN = Pattern.compile("(?i:Bearer\\s+)?([^\\s]+)\\s*");

    private final TokenVerifier verifier;
    private final EndedLogins ended;
    private final UsersService users;
    private final ExternalUsers outsideUsers;
    private final Settings settings;

    @Inject
    public Authenticator(
            TokenVerifier verifier,
            EndedLogins ended,
            UsersService users,
            ExternalUsers outsideUsers,
            Settings settings) {
        this.verifier = verifier;
        this.ended = ended;
        this.users = users;
        this.outsideUsers = outsideUsers;
        this.settings = settings;
    }

    /**
     * Who brings this token.
     *
     * @param token with or without {@code Bearer} before it; null is as good as none
     * @throws ChatsException {@code unauthorized}; {@code token_expired} if only its time is over; {@code unavailable} if the
     *     database does not answer
     */
    public Caller authenticate(String token) {
        return owner(only(TOKEN, token)).caller();
    }

    /**
     * Who brought a token before, as long as it holds: for those who do not keep it.
     *
     * @throws ChatsException like {@link #authenticate}
     */
    public Caller again(Caller caller) {
        verifier.requireTime(caller.expiresAt());
        return knowing(() -> {
            User user = users.find(caller.user().id()).orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
            requireLogin(caller.login());
            return new Caller(user, caller.login(), caller.expiresAt());
        });
    }

    /** The same for an {@code Authorization} header of REST, which must name its scheme. */
    CallerPrincipal principal(String header) {
        return owner(only(HEADER, header));
    }

    /** The same for a token by itself. */
    CallerPrincipal bearer(String token) {
        return owner(token);
    }

    private static String only(Pattern token, String in) {
        return Optional.ofNullable(in)
                .map(token::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
    }

    private CallerPrincipal owner(String token) {
        return knowing(() -> {
            VerifiedToken verified = verifier.verify(token);
            User user = settings.outsideProvider() && !settings.adoptLocalSubjects()
                    ? outsideUser(verified)
                    : localUser(verified.subject());
            requireLogin(verified.login());
            return new CallerPrincipal(new Caller(user, verified.login(), verified.expiresAt()), token, "");
        });
    }

    private static <T> T knowing(Supplier<T> who) {
        try {
            return who.get();
        } catch (ChatsException e) {
            throw e;
        } catch (RuntimeException e) {
            if (DatabaseErrors.unavailable(e)) {
                throw new ChatsException(ErrorCode.UNAVAILABLE);
            }
            throw e;
        }
    }

    private User outsideUser(VerifiedToken token) {
        return outsideUsers
                .seen(token.issuer(), token.subject())
                .orElseGet(() -> outsideUsers.findOrAdopt(token.issuer(), token.subject(), token.name()));
    }

    private User localUser(String subject) {
        OptionalLong id = WholeNumber.parse(subject);
        if (id.isEmpty()) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
        return users.find(id.getAsLong()).orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
    }

    private void requireLogin(Optional<UUID> login) {
        boolean isOurs = !settings.outsideProvider();
        if (isOurs && (login.isEmpty() || ended.contains(login.get()))) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED);
        }
    }
}
