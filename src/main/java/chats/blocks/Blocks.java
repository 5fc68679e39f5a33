package chats.blocks;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows who blocks whom. What was read of a user is cached, since each whisper asks. {@link BlockNews} lets it be forgotten when it
 * changes, and a count of that shows whoever reads at that moment that what he has read may be older.
 */
@ApplicationScoped
public class Blocks {
    /** What a user without blocks counts, in ids: there may be 100,000 such users in the cache. */
    private static final int EMPTY_WEIGHT = 16;

    private static final long MOST_WEIGHT = 100_000L * EMPTY_WEIGHT;

    private final Cache<Long, UserBlocks> cache = Caffeine.newBuilder()
            .maximumWeight(MOST_WEIGHT)
            .weigher((Long user, UserBlocks blocks) -> EMPTY_WEIGHT + blocks.size())
            .expireAfterWrite(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    private final AtomicLong forgotten = new AtomicLong();
    private final BlockTable table;

    @Inject
    public Blocks(BlockTable table) {
        this.table = table;
    }

    /** Mostly cached; else it takes one query. May be called on a thread that the container does not manage. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public UserBlocks of(long userId) {
        UserBlocks cached = cache.getIfPresent(userId);
        return cached == null ? read(Set.of(userId)).get(userId) : cached;
    }

    /** The same for many users, by at most one query. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<Long, UserBlocks> of(Set<Long> users) {
        Map<Long, UserBlocks> known = new HashMap<>(cache.getAllPresent(users));
        Set<Long> others = new TreeSet<>(users);
        others.removeAll(known.keySet());
        if (!others.isEmpty()) {
            known.putAll(read(others));
        }
        return known;
    }

    /** What is cached. Does not wait. */
    public Optional<UserBlocks> known(long userId) {
        return Optional.ofNullable(cache.getIfPresent(userId));
    }

    /**
     * Makes sure that a user may write to another one.
     *
     * @throws ChatsException {@code forbidden} if he is blocked
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void requireMayWrite(long userId, long other) {
        if (of(userId).isBlockedBy(other)) {
            throw new ChatsException(ErrorCode.FORBIDDEN, "You cannot write to this user.");
        }
    }

    /**
     * Makes sure that a user may make a chat with these.
     *
     * @throws ChatsException {@code forbidden} if one of them blocks him
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public void requireMayAdd(long userId, Collection<Long> others) {
        blockers(userId, others).stream().findFirst().ifPresent(blocker -> {
            throw cannotAdd(blocker);
        });
    }

    /** Those of these users who block that one. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Set<Long> blockers(long userId, Collection<Long> among) {
        UserBlocks blocks = of(userId);
        Set<Long> blockers = new TreeSet<>(among);
        blockers.removeIf(other -> !blocks.isBlockedBy(other));
        return blockers;
    }

    /** {@code forbidden}, since this user blocks the one who would add him to a chat. */
    public static ChatsException cannotAdd(long blocker) {
        return new ChatsException(ErrorCode.FORBIDDEN, "You cannot add user " + blocker + " to a chat.");
    }

    /** What was read of these users may be too old. The count rises first: who reads it later, reads later. */
    void forget(Set<Long> users) {
        forgotten.incrementAndGet();
        cache.invalidateAll(users);
    }

    private Map<Long, UserBlocks> read(Set<Long> users) {
        long asOf = forgotten.get();
        Map<Long, UserBlocks> read = table.of(users);
        cache.putAll(read);
        if (forgotten.get() != asOf) {
            cache.invalidateAll(users);
        }
        return read;
    }
}
