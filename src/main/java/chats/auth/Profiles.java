package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.net.Address;
import chats.users.Account;
import chats.users.Accounts;
import chats.users.Renames;
import chats.users.UserRenamed;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What users change of their own accounts: nickname and password. Guesses of the current password count as failed logins
 * of the account, in {@link LoginThrottle}. Passwords are hashed in turn with those of logins, and the answer is
 * asynchronous, so that no request thread waits for a hash.
 */
@ApplicationScoped
class Profiles {
    private static final System.Logger LOG = System.getLogger(Profiles.class.getName());

    private final Accounts accounts;
    private final ProfileStore store;
    private final Renames renames;
    private final Event<UserRenamed> renamed;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final EndedLogins ended;
    private final RefusalLog refusals;
    private final RateLimits limits;
    private final OwnAccounts ownAccounts;

    /** Runs what follows a hash, so that the threads that hash passwords do not wait for the database. */
    @Resource
    ManagedExecutorService executor;

    @Inject
    Profiles(
            Accounts accounts,
            ProfileStore store,
            Renames renames,
            Event<UserRenamed> renamed,
            Passwords passwords,
            LoginThrottle throttle,
            EndedLogins ended,
            RefusalLog refusals,
            RateLimits limits,
            OwnAccounts ownAccounts) {
        this.accounts = accounts;
        this.store = store;
        this.renames = renames;
        this.renamed = renamed;
        this.passwords = passwords;
        this.throttle = throttle;
        this.ended = ended;
        this.refusals = refusals;
        this.limits = limits;
        this.ownAccounts = ownAccounts;
    }

    /**
     * The caller's account.
     *
     * @throws ChatsException {@code unauthorized} if it is there no more
     */
    Account of(Caller caller) {
        return accounts.require(caller.user().id());
    }

    /**
     * Changes the caller's account. What he has already is no change.
     *
     * @return the account as it is then; fails with {@code unauthorized} if the current password is another one
     * @throws ChatsException {@code forbidden}, {@code conflict}, {@code unauthorized} or {@code rate_limited}; the result may
     *     fail with them as well
     */
    CompletionStage<Account> change(Caller caller, ProfileChange change, Address address) {
        ownAccounts.requireToChange();
        Account account = of(caller);
        String nickname = change.nickname();
        boolean isRenaming = nickname != null && !nickname.equals(account.user().nickname());
        if (isRenaming) {
            limits.spend(caller.user().id(), Prices.renaming());
        }
        if (change.password() != null) {
            return changePassword(caller, account, change, address).thenApplyAsync(this::makeKnown, executor);
        }
        if (isRenaming) {
            account = makeKnown(store.rename(caller.user().id(), nickname));
        }
        return CompletableFuture.completedFuture(account);
    }

    /**
     * Tells what was stored. A new nickname is known on this node when this returns; it is told to others afterwards. Nothing that
     * fails here is the caller's: his change is stored, and each node finds it in the database.
     */
    private Account makeKnown(ProfileStore.Stored stored) {
        long userId = stored.account().user().id();
        stored.ended().ifPresent(logins -> afterCommit(() -> ended.add(logins)));
        if (stored.isRenamed()) {
            afterCommit(() -> renamed.fire(new UserRenamed(userId)));
            afterCommit(() -> renames.learn(List.of(userId), user -> {}));
        }
        return stored.account();
    }

    private static void afterCommit(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A change of an account is stored, and is made known by the next look", e);
        }
    }

    private CompletionStage<ProfileStore.Stored> changePassword(
            Caller caller, Account account, ProfileChange change, Address address) {
        requirePassword(account);
        if (change.currentPassword() == null || change.currentPassword().isEmpty()) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED, "A new password needs the current one.");
        }
        LoginThrottle.Attempt attempt = attempt(account, address);
        CompletableFuture<ProfileStore.Stored> answer = new CompletableFuture<>();
        try {
            passwords.requireCapacity(address);
            if (change.nickname() != null) {
                accounts.requireFree(caller.user().id(), change.nickname());
            }
            check(caller, account, change, address, true)
                    .whenCompleteAsync((stored, failure) -> attempt.complete(answer, stored, failure), executor);
        } catch (RuntimeException e) {
            attempt.withdraw();
            throw e;
        }
        return answer;
    }

    private static String requirePassword(Account account) {
        return account.passwordHash()
                .orElseThrow(() -> ChatsException.conflict("password", "This account has no password here."));
    }

    /** @param mayRepeat whether it is checked once more if another hash was stored meanwhile */
    private CompletionStage<ProfileStore.Stored> check(
            Caller caller, Account account, ProfileChange change, Address address, boolean mayRepeat) {
        String hash = requirePassword(account);
        return passwords
                .matches(change.currentPassword(), Optional.of(hash), address)
                .thenCompose(right -> right ? passwords.hash(change.password(), address) : refuse(account, address))
                .thenComposeAsync(
                        newHash -> {
                            Optional<ProfileStore.Stored> stored =
                                    store.changePassword(caller, hash, newHash, change.nickname());
                            if (stored.isEmpty() && mayRepeat) {
                                return check(caller, of(caller), change, address, false);
                            }
                            return CompletableFuture.completedFuture(stored.orElseThrow(() ->
                                    new ChatsException(ErrorCode.CONFLICT, "The password was changed meanwhile.")));
                        },
                        executor);
    }

    private LoginThrottle.Attempt attempt(Account account, Address address) {
        try {
            LoginThrottle.Attempt attempt = throttle.from(address);
            attempt.at("user " + account.user().id());
            return attempt;
        } catch (ChatsException e) {
            refusals.tooManyFailures(Optional.of(account.user()), address);
            throw e;
        }
    }

    private CompletionStage<String> refuse(Account account, Address address) {
        refusals.wrongPassword(Optional.of(account.user()), address);
        return CompletableFuture.failedFuture(
                new ChatsException(ErrorCode.UNAUTHORIZED, "The current password is wrong."));
    }
}
