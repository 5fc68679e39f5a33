package chats.blocks;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.users.UserCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows who blocks whom. What each whisper and each {@code typing} asks is kept ({@link UserCache}), and {@link BlockNews} lets it be
 * forgotten when it changes. Whether somebody may write is decided by whom the other one blocks, which are few, however many block him.
 */
@ApplicationScoped
public class Blocks {
    /** Of how many users it is read at once from whom they are hidden, since each may have {@link BlockTable#MOST_HIDDEN}. */
    static final int MOST_AT_ONCE = 32;

    private static final Duration CACHED_FOR = Duration.ofMinutes(10);
    private static final int MOST_CACHED = 100_000;

    private final UserCache<UserBlocks> hidden = new UserCache<>(CACHED_FOR, MOST_CACHED, UserBlocks::size);
    private final UserCache<Set<Long>> blocked = new UserCache<>(CACHED_FOR, MOST_CACHED, Set::size);
    private final BlockTable table;

    @Inject
    public Blocks(BlockTable table) {
        this.table = table;
    }

    /** Mostly cached; else it takes one query. May be called on a thread that the container does not manage. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public UserBlocks of(long userId) {
        return hidden.get(userId, table::of);
    }

    /** The same for many users, by one query for some of them at a time. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<Long, UserBlocks> of(Set<Long> users) {
        return hidden.get(users, MOST_AT_ONCE, table::of);
    }

    /** What is cached. Does not wait. */
    public Optional<UserBlocks> known(long userId) {
        return hidden.known(userId);
    }

    /**
     * Makes sure that a user may write to another one. Mostly cached; else it takes one query.
     *
     * @throws ChatsException {@code forbidden} if he is blocked
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void requireMayWrite(long userId, long other) {
        if (blocked.get(other, this::blockedBy).contains(userId)) {
            throw new ChatsException(ErrorCode.FORBIDDEN, "You cannot write to this user.");
        }
    }

    private Map<Long, Set<Long>> blockedBy(Set<Long> one) {
        long user = one.iterator().next();
        return Map.of(user, Set.copyOf(table.blockedBy(user)));
    }

    /**
     * Makes sure that a user may make a chat with these. It takes one query.
     *
     * @throws ChatsException {@code forbidden} if one of them blocks him
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void requireMayAdd(long userId, Collection<Long> others) {
        blockers(userId, others).stream().findFirst().ifPresent(blocker -> {
            throw cannotAdd(blocker);
        });
    }

    /** Those of these users who block that one. It takes one query. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Set<Long> blockers(long userId, Collection<Long> among) {
        return table.blockers(userId, among);
    }

    /** {@code forbidden}, since this user blocks the one who would add him to a chat. */
    public static ChatsException cannotAdd(long blocker) {
        return new ChatsException(ErrorCode.FORBIDDEN, "You cannot add user " + blocker + " to a chat.");
    }

    /** What was read of these users may be too old. */
    void forget(Set<Long> users) {
        hidden.forget(users);
        blocked.forget(users);
    }
}
