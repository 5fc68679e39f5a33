package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.net.Address;
import chats.users.Accounts;
import chats.users.User;
import chats.users.UsersService;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Registering, going on and logging out; logging in is {@link PasswordLogin}. */
@ApplicationScoped
class AuthService {
    private final Accounts accounts;
    private final UsersService users;
    private final Passwords passwords;
    private final AuthRates rates;
    private final Logins logins;
    private final EndedLogins ended;
    private final TokenPairs tokens;
    private final RefusalLog refusals;

    /** For what follows a hash, so that the database is not waited for where passwords are hashed. */
    @Resource
    ManagedExecutorService executor;

    @Inject
    AuthService(
            Accounts accounts,
            UsersService users,
            Passwords passwords,
            AuthRates rates,
            Logins logins,
            EndedLogins ended,
            TokenPairs tokens,
            RefusalLog refusals) {
        this.accounts = accounts;
        this.users = users;
        this.passwords = passwords;
        this.rates = rates;
        this.logins = logins;
        this.ended = ended;
        this.tokens = tokens;
        this.refusals = refusals;
    }

    /**
     * Answers later, since a password is hashed. Only accounts that come to be count against {@code LIMIT_REGISTRATIONS_PER_HOUR}.
     *
     * @throws ChatsException {@code conflict}, {@code rate_limited}; the result may fail with them as well
     */
    CompletionStage<Tokens> register(Registration request, Address address) {
        passwords.requireRoom(address);
        admitRegistration(address);
        CompletionStage<User> registered;
        try {
            accounts.requireFree(request.email(), request.nickname());
            registered = passwords
                    .hash(request.password(), address)
                    .thenApplyAsync(hash -> accounts.register(request.email(), request.nickname(), hash), executor);
        } catch (RuntimeException e) {
            rates.notRegistered(address);
            throw e;
        }
        return registered
                .whenCompleteAsync((user, failure) -> settle(address, failure), executor)
                .thenApply(user -> tokens.begin(user, Boolean.TRUE.equals(request.cookie())));
    }

    private void settle(Address address, Throwable failure) {
        if (failure == null) {
            rates.registered(address);
        } else {
            rates.notRegistered(address);
        }
    }

    /** A refresh token that is used a second time ends its login; see {@link Logins} for a browser's, which may come again. */
    Tokens refresh(RefreshToken token, boolean cookie, Address address) {
        rates.admitLookup(address);
        RefreshOutcome continuation = logins.continueWith(token, cookie);
        if (continuation instanceof RefreshOutcome.GoesOn on) {
            if (on.isFirst()) {
                rates.found(address);
            }
            User user = users.find(on.login().userId()).orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
            return tokens.of(user, on.login());
        }
        if (continuation instanceof RefreshOutcome.Ended theft) {
            ended.add(theft.event());
            refusals.refreshTokenUsedTwice(theft.event());
        }
        throw new ChatsException(ErrorCode.UNAUTHORIZED, "This refresh token is not good any more.");
    }

    void logout(Caller caller, boolean everywhere) {
        caller.login().ifPresent(login -> {
            Optional<LoginsEnded> event =
                    everywhere ? logins.endAll(caller.user().id()) : logins.end(login);
            event.ifPresent(ended::add);
        });
    }

    private void admitRegistration(Address address) {
        try {
            rates.admitRegistration(address);
        } catch (ChatsException e) {
            refusals.tooManyRegistrations(address);
            throw e;
        }
    }
}
