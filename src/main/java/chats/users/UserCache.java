package chats.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Keeps what was read of users until it changes. Whoever reads of a user while that happens keeps nothing of him, since what he has read
 * may be older: a count shows it, which some users share.
 */
public final class UserCache<V> {
    /** What each user weighs besides what is kept of him. */
    private static final int EMPTY_WEIGHT = 16;

    private final Cache<Long, V> cache;
    private final AtomicIntegerArray forgotten = new AtomicIntegerArray(4_096);

    /**
     * @param keptFor how long at most
     * @param mostUsers how many users fit in, if what is kept of them weighs nothing
     * @param weight what is kept of a user weighs that; each user weighs 16 besides
     */
    public UserCache(Duration keptFor, int mostUsers, ToIntFunction<V> weight) {
        this.cache = Caffeine.newBuilder()
                .maximumWeight((long) mostUsers * EMPTY_WEIGHT)
                .weigher((Long user, V kept) -> EMPTY_WEIGHT + weight.applyAsInt(kept))
                .expireAfterWrite(keptFor)
                .executor(Runnable::run)
                .build();
    }

    /** What is kept. Does not wait. */
    public Optional<V> known(long userId) {
        return Optional.ofNullable(cache.getIfPresent(userId));
    }

    /** Of one user, by at most one read. */
    public V get(long userId, Function<Set<Long>, Map<Long, V>> read) {
        V known = cache.getIfPresent(userId);
        return known == null ? read(Set.of(userId), read).get(userId) : known;
    }

    /**
     * Of many users.
     *
     * @param most of how many users is read at once
     */
    public Map<Long, V> get(Set<Long> users, int most, Function<Set<Long>, Map<Long, V>> read) {
        Map<Long, V> known = new HashMap<>(cache.getAllPresent(users));
        Set<Long> some = new TreeSet<>();
        for (long user : users) {
            if (!known.containsKey(user) && some.add(user) && some.size() == most) {
                known.putAll(read(some, read));
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            known.putAll(read(some, read));
        }
        return known;
    }

    private Map<Long, V> read(Set<Long> users, Function<Set<Long>, Map<Long, V>> read) {
        Map<Long, Integer> asOf = new HashMap<>();
        users.forEach(user -> asOf.put(user, forgotten.get(place(user))));
        Map<Long, V> found = read.apply(users);
        found.forEach((user, value) -> cache.asMap()
                .compute(user, (key, before) -> forgotten.get(place(user)) == asOf.get(user) ? value : null));
        return found;
    }

    /** What was read of these users may be too old. The counts rise first: who reads them later, reads later. */
    public void forget(Set<Long> users) {
        users.forEach(user -> forgotten.incrementAndGet(place(user)));
        cache.invalidateAll(users);
    }

    private int place(long user) {
        return Math.floorMod(user, forgotten.length());
    }
}
