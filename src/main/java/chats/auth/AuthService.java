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
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Registers users, refreshes tokens and logs out. {@link PasswordLogin} logs in. */
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

    /** Runs what follows a hash, so that the threads that hash passwords do not wait for the database. */
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
     * Registers a user and logs in. Asynchronous, since a password is hashed. Only accounts that are created count
     * against {@code LIMIT_REGISTRATIONS_PER_HOUR}.
     *
     * @param agent what the client calls itself
     * @throws ChatsException {@code conflict}, {@code rate_limited}; the result may fail with them as well
     */
    CompletionStage<Tokens> register(Registration request, Address address, Optional<String> agent) {
        passwords.requireCapacity(address);
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
                .whenCompleteAsync((user, failure) -> countAttempt(address, failure), executor)
                .thenApply(user -> tokens.begin(user, Boolean.TRUE.equals(request.cookie()), agent));
    }

    private void countAttempt(Address address, Throwable failure) {
        if (failure == null) {
            rates.registered(address);
        } else {
            rates.notRegistered(address);
        }
    }

    /**
     * Continues a login by its refresh token. A token that is used twice ends the login, except a browser's cookie
     * within some seconds; see {@link Logins}.
     */
    Tokens refresh(RefreshToken token, boolean cookie, Address address) {
        rates.admitLookup(address);
        RefreshOutcome outcome = logins.continueWith(token, cookie);
        if (outcome instanceof RefreshOutcome.Accepted accepted) {
            if (accepted.isFirst()) {
                rates.found(address);
            }
            User user =
                    users.find(accepted.login().userId()).orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
            return tokens.of(user, accepted.login());
        }
        if (outcome instanceof RefreshOutcome.Ended reuse) {
            ended.add(reuse.event());
            refusals.refreshTokenUsedTwice(reuse.event());
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

    /**
     * Ends one login of the caller, as its logout would.
     *
     * @throws ChatsException {@code not_found} if it has ended, or is none of the caller's
     */
    void end(Caller caller, UUID login) {
        ended.add(logins.end(caller.user().id(), login).orElseThrow(() -> new ChatsException(ErrorCode.NOT_FOUND)));
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
