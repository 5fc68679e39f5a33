package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.net.Address;
import chats.users.Account;
import chats.users.Accounts;
import chats.users.User;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Logs in with a password. Rate limits refuse before anything expensive is done: first by the address and by the number
 * of passwords that wait, in memory; then by the account, after one lookup. Only then is the password hashed. The
 * answer is asynchronous, so that no request thread waits for the hash.
 */
@ApplicationScoped
class PasswordLogin {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final AuthRates rates;
    private final TokenPairs tokens;
    private final RefusalLog refusals;

    /** Runs what follows a hash, so that the threads that hash passwords do not wait for the database. */
    @Resource
    ManagedExecutorService executor;

    @Inject
    PasswordLogin(
            Accounts accounts,
            Passwords passwords,
            LoginThrottle throttle,
            AuthRates rates,
            TokenPairs tokens,
            RefusalLog refusals) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.rates = rates;
        this.tokens = tokens;
        this.refusals = refusals;
    }

    /**
     * Logs in. Fails with {@code unauthorized} both for an unknown email and for a wrong password.
     *
     * @param agent what the client calls itself
     * @throws ChatsException {@code rate_limited}; the result may fail with it as well
     */
    CompletionStage<Tokens> login(Credentials request, Address address, Optional<String> agent) {
        LoginThrottle.Attempt attempt = attempt(address);
        CompletableFuture<Tokens> answer = new CompletableFuture<>();
        try {
            Optional<Account> account = find(request.email(), attempt, address);
            check(account, request, address, agent, true)
                    .whenCompleteAsync((pair, failure) -> attempt.complete(answer, pair, failure), executor);
        } catch (RuntimeException e) {
            attempt.withdraw();
            throw e;
        }
        return answer;
    }

    private LoginThrottle.Attempt attempt(Address address) {
        try {
            return throttle.from(address);
        } catch (ChatsException e) {
            refusals.tooManyFailures(address);
            throw e;
        }
    }

    /** Finds the account for the email, and counts the attempt for it. */
    private Optional<Account> find(String email, LoginThrottle.Attempt attempt, Address address) {
        passwords.requireCapacity(address);
        rates.admitLookup(address);
        Accounts.EmailLookup lookup = accounts.findForLogin(email);
        Optional<User> user = lookup.account().map(Account::user);
        try {
            attempt.at(user.map(known -> "user " + known.id()).orElse("email " + lookup.folded()));
        } catch (ChatsException e) {
            refusals.tooManyFailures(user, address);
            throw e;
        }
        return lookup.account();
    }

    /** @param mayRepeat whether it is checked once more if another hash was stored meanwhile */
    private CompletionStage<Tokens> check(
            Optional<Account> account,
            Credentials request,
            Address address,
            Optional<String> agent,
            boolean mayRepeat) {
        return passwords
                .matches(request.password(), account.flatMap(Account::passwordHash), address)
                .thenComposeAsync(
                        right -> right
                                ? begin(account.orElseThrow(), request, address, agent, mayRepeat)
                                : refuse(account, address),
                        executor);
    }

    private CompletionStage<Tokens> begin(
            Account account, Credentials request, Address address, Optional<String> agent, boolean mayRepeat) {
        String hash = account.passwordHash().orElseThrow();
        Optional<Tokens> begun = tokens.beginBy(account.user(), hash, Boolean.TRUE.equals(request.cookie()), agent);
        if (begun.isEmpty()) {
            return mayRepeat
                    ? check(accounts.find(account.user().id()), request, address, agent, false)
                    : refuse(Optional.of(account), address);
        }
        rates.found(address);
        Tokens pair = begun.get();
        if (!passwords.outdated(hash, request.password())) {
            return CompletableFuture.completedFuture(pair);
        }
        return rehash(account.user().id(), hash, request.password(), address).thenApply(done -> pair);
    }

    /** Stores a better hash, unless the password was changed meanwhile. The login succeeds even if this fails. */
    private CompletionStage<Void> rehash(long userId, String hash, String password, Address address) {
        CompletionStage<Void> rehashed;
        try {
            rehashed = passwords
                    .hash(password, address)
                    .thenAcceptAsync(better -> accounts.replacePassword(userId, hash, better), executor);
        } catch (ChatsException tooManyWait) {
            rehashed = CompletableFuture.failedFuture(tooManyWait);
        }
        return rehashed.exceptionally(failure -> {
            refusals.notRehashed(userId, failure);
            return null;
        });
    }

    private CompletionStage<Tokens> refuse(Optional<Account> account, Address address) {
        refusals.wrongPassword(account.map(Account::user), address);
        return CompletableFuture.failedFuture(
                new ChatsException(ErrorCode.UNAUTHORIZED, "The email or the password is wrong."));
    }
}
