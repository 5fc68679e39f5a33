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
 * Finds the caller for an access token, by the same rules for REST and both transports. A token that was verified
 * lately costs a hash and three lookups in memory; another one may wait for the database.
 */
@ApplicationScoped
public class Authenticator {
    private static final Pattern HEADER = Pattern.compile("(?i:Bearer)\\s+([^\\s]+)\\s*");
    private static final Pattern TOKEN = Pattern.compile("(?i:Bearer\\s+)?([^\\s]+)\\s*");

    private final TokenVerifier verifier;
    private final EndedLogins ended;
    private final UsersService users;
    private final ExternalUsers externalUsers;
    private final Settings settings;

    @Inject
    public Authenticator(
            TokenVerifier verifier,
            EndedLogins ended,
            UsersService users,
            ExternalUsers externalUsers,
            Settings settings) {
        this.verifier = verifier;
        this.ended = ended;
        this.users = users;
        this.externalUsers = externalUsers;
        this.settings = settings;
    }

    /**
     * The caller for this token.
     *
     * @param token with or without {@code Bearer} before it; null means that there is none
     * @throws ChatsException {@code unauthorized}; {@code token_expired} if it is valid but expired;
     *     {@code unavailable} if the database does not answer
     */
    public Caller authenticate(String token) {
        return authenticated(extract(TOKEN, token)).caller();
    }

    /**
     * Checks that a caller whose token was verified before may still act: the token has not expired, and the login has
     * not ended. For code that does not keep the token.
     *
     * @throws ChatsException like {@link #authenticate}
     */
    public Caller revalidate(Caller caller) {
        verifier.requireTime(caller.expiresAt());
        return orUnavailable(() -> {
            User user = users.find(caller.user().id()).orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
            requireLogin(caller.login());
            return new Caller(user, caller.login(), caller.expiresAt());
        });
    }

    /** The caller for an {@code Authorization} header of REST, which must begin with {@code Bearer}. */
    CallerPrincipal principal(String header) {
        return authenticated(extract(HEADER, header));
    }

    /** The caller for a token without a scheme before it. */
    CallerPrincipal bearer(String token) {
        return authenticated(token);
    }

    private static String extract(Pattern token, String in) {
        return Optional.ofNullable(in)
                .map(token::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
    }

    private CallerPrincipal authenticated(String token) {
        return orUnavailable(() -> {
            VerifiedToken verified = verifier.verify(token);
            User user = settings.outsideProvider() && !settings.adoptLocalSubjects()
                    ? externalUser(verified)
                    : localUser(verified.subject());
            requireLogin(verified.login());
            return new CallerPrincipal(new Caller(user, verified.login(), verified.expiresAt()), token, "");
        });
    }

    private static <T> T orUnavailable(Supplier<T> who) {
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

    private User externalUser(VerifiedToken token) {
        return externalUsers.findOrCreate(token.issuer(), token.subject(), token.name());
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
