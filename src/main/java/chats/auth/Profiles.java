package chats.auth;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.net.Address;
import chats.settings.Settings;
import chats.users.Account;
import chats.users.Accounts;
import chats.users.Renames;
import chats.users.UserRenamed;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
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
    private final Accounts accounts;
    private final ProfileStore store;
    private final Renames renames;
    private final Event<UserRenamed> renamed;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final EndedLogins ended;
    private final RefusalLog refusals;
    private final Settings settings;

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
            Settings settings) {
        this.accounts = accounts;
        this.store = store;
        this.renames = renames;
        this.renamed = renamed;
        this.passwords = passwords;
        this.throttle = throttle;
        this.ended = ended;
        this.refusals = refusals;
        this.settings = settings;
    }

    /**
     * The caller's account.
     *
     * @throws ChatsException {@code unauthorized} if it is there no more
     */
    Account of(Caller caller) {
        return accounts.find(caller.user().id()).orElseThrow(() -> new ChatsException(ErrorCode.UNAUTHORIZED));
    }

    /**
     * Changes the caller's account. What he has already is no change.
     *
     * @return the account as it is then; fails with {@code unauthorized} if the current password is another one
     * @throws ChatsException {@code conflict}, {@code unauthorized} or {@code rate_limited}; the result may fail with them as
     *     well
     */
    CompletionStage<Account> change(Caller caller, ProfileChange change, Address address) {
        Account account = of(caller);
        String nickname = change.nickname();
        if (change.password() != null) {
            return changePassword(caller, account, change, address)
                    .thenApplyAsync(done -> told(caller, nickname), executor);
        }
        if (nickname != null && !nickname.equals(account.user().nickname())) {
            store.rename(caller.user().id(), nickname);
        }
        return CompletableFuture.completedFuture(told(caller, nickname));
    }

    /**
     * The account as it is now. A new nickname is known on this node when this returns; it is told to others afterwards.
     * That is done for a repeated request, too: the answer to the first one may have been lost before this.
     */
    private Account told(Caller caller, String nickname) {
        if (nickname != null) {
            renames.learn(List.of(caller.user().id()), user -> {});
            renamed.fire(new UserRenamed(caller.user().id()));
        }
        return of(caller);
    }

    private CompletionStage<Void> changePassword(
            Caller caller, Account account, ProfileChange change, Address address) {
        String hash = account.passwordHash()
                .filter(own -> account.local() && !settings.outsideProvider())
                .orElseThrow(() -> ChatsException.conflict("password", "This account has no password here."));
        if (change.currentPassword() == null) {
            throw new ChatsException(ErrorCode.UNAUTHORIZED, "A new password needs the current one.");
        }
        LoginThrottle.Attempt attempt = attempt(account, address);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        try {
            passwords.requireCapacity(address);
            if (change.nickname() != null) {
                accounts.requireFree(caller.user().id(), change.nickname());
            }
            passwords
                    .matches(change.currentPassword(), Optional.of(hash), address)
                    .thenCompose(right -> right ? passwords.hash(change.password(), address) : refuse(account, address))
                    .thenAcceptAsync(
                            newHash -> store.changePassword(caller, hash, newHash, change.nickname())
                                    .ifPresent(ended::add),
                            executor)
                    .whenCompleteAsync((done, failure) -> attempt.complete(answer, done, failure), executor);
        } catch (RuntimeException e) {
            attempt.withdraw();
            throw e;
        }
        return answer;
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
