package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.users.Account;
import chats.users.Accounts;
import chats.users.User;
import chats.users.UsersService;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Registering, logging in, going on and logging out. Whatever needs a password to be hashed answers later, so that no request
 * thread waits in the hashing queue.
 */
@ApplicationScoped
class AuthService {
    private final Accounts accounts;
    private final UsersService users;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Logins logins;
    private final EndedLogins ended;
    private final AccessTokens accessTokens;
    private final Refusals refusals;

    /** For what follows a hash, so that the database is not waited for in the hashing queue. */
    @Resource
    ManagedExecutorService executor;

    @Inject
    AuthService(
            Accounts accounts,
            UsersService users,
            Passwords passwords,
            LoginThrottle throttle,
            Logins logins,
            EndedLogins ended,
            AccessTokens accessTokens,
            Refusals refusals) {
        this.accounts = accounts;
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.logins = logins;
        this.ended = ended;
        this.accessTokens = accessTokens;
        this.refusals = refusals;
    }

    AuthService() {
        this(null, null, null, null, null, null, null, null);
    }

    CompletionStage<Tokens> register(Registration request) {
        accounts.requireFree(request.email(), request.nickname());
        return passwords
                .hash(request.password())
                .thenApplyAsync(hash -> begin(accounts.register(request.email(), request.nickname(), hash)), executor);
    }

    /** Fails with {@code unauthorized}, whether it is the email or the password that is wrong. */
    CompletionStage<Tokens> login(Credentials request, String address) {
        LoginThrottle.Attempt attempt = throttle(request, address);
        CompletableFuture<Tokens> answer = new CompletableFuture<>();
        try {
            Optional<Account> account = accounts.findByEmail(request.email());
            passwords
                    .matches(request.password(), account.flatMap(Account::passwordHash))
                    .thenComposeAsync(
                            right ->
                                    right ? enter(account.orElseThrow(), request.password()) : refuse(account, address),
                            executor)
                    .whenComplete((tokens, failure) -> settle(attempt, answer, tokens, failure));
        } catch (RuntimeException e) {
            attempt.withdraw();
            throw e;
        }
        return answer;
    }

    /** A refresh token that is used a second time ends its login. */
    Tokens refresh(RefreshToken token) {
        return refresh(token, logins.continueWith(token));
    }

    /** The same for one that a browser keeps, which may come again within a short time. */
    Tokens refreshBrowser(RefreshToken token) {
        return refresh(token, logins.continueBrowserWith(token));
    }

    private Tokens refresh(RefreshToken token, Optional<Logins.Continued> continued) {
        if (continued.isEmpty()) {
            logins.endIfUsedBefore(token).ifPresent(event -> {
                ended.add(event);
                refusals.refreshTokenUsedTwice(event);
            });
            throw new ChatsException(ErrorCode.UNAUTHORIZED, "This refresh token is not good any more.");
        }
        User user = users.find(continued.get().userId()).orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
        return tokens(user, continued.get());
    }

    void logout(Caller caller, boolean everywhere) {
        caller.login().ifPresent(login -> {
            Optional<LoginsEnded> event =
                    everywhere ? logins.endAll(caller.user().id()) : logins.end(login);
            event.ifPresent(ended::add);
        });
    }

    private LoginThrottle.Attempt throttle(Credentials request, String address) {
        try {
            return throttle.attempt(request.email(), address);
        } catch (ChatsException e) {
            refusals.tooManyFailures(request.email(), address);
            throw e;
        }
    }

    private CompletionStage<Tokens> enter(Account account, String password) {
        Tokens tokens = begin(account.user());
        String hash = account.passwordHash().orElseThrow();
        if (!passwords.outdated(hash)) {
            return CompletableFuture.completedFuture(tokens);
        }
        return rehash(account.user().id(), password).thenApply(done -> tokens);
    }

    /** Whoever logged in is let in, whether this succeeds or not. */
    private CompletionStage<Void> rehash(long userId, String password) {
        CompletionStage<Void> rehashed;
        try {
            rehashed = passwords.hash(password).thenAcceptAsync(better -> accounts.rehash(userId, better), executor);
        } catch (ChatsException tooManyWait) {
            rehashed = CompletableFuture.failedFuture(tooManyWait);
        }
        return rehashed.exceptionally(failure -> {
            refusals.notRehashed(userId, failure);
            return null;
        });
    }

    private CompletionStage<Tokens> refuse(Optional<Account> account, String address) {
        refusals.wrongPassword(account.map(Account::user), address);
        return CompletableFuture.failedFuture(
                new ChatsException(ErrorCode.UNAUTHORIZED, "The email or the password is wrong."));
    }

    private static void settle(
            LoginThrottle.Attempt attempt, CompletableFuture<Tokens> answer, Tokens tokens, Throwable failure) {
        if (failure == null) {
            attempt.succeeded();
            answer.complete(tokens);
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof ChatsException refusal && refusal.code() == ErrorCode.UNAUTHORIZED)) {
            attempt.withdraw();
        }
        answer.completeExceptionally(cause);
    }

    private Tokens begin(User user) {
        return tokens(user, logins.begin(user.id()));
    }

    private Tokens tokens(User user, Logins.Continued login) {
        return new Tokens(accessTokens.issue(user, login.login()), login.next().text(), user);
    }
}
