package chats.users;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Page;
import chats.http.Paging;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Finds users. A user that was found is cached for a while. {@link Renames} replaces it when he has taken another
 * nickname, and a count of that shows whoever reads at that moment that what he has read may be older. Whoever was renamed
 * lately is found as this node has learned of him last, whatever was read or cached meanwhile. A user that was not found is
 * not cached.
 */
@ApplicationScoped
public class UsersService {
    private final Cache<Long, User> cache = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    /** Those who were renamed lately, for whoever has read a user before that and keeps him from now on. */
    private final Cache<Long, User> lately = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    private final AtomicLong learned = new AtomicLong();

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final UserSearch search;

    @Inject
    public UsersService(UserSearch search) {
        this.search = search;
    }

    /** May be called on a thread that the container does not manage, such as one that reads a socket. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Optional<User> find(long id) {
        return Optional.ofNullable(find(Set.of(id)).get(id));
    }

    /** The existing users among these, by their ids. Needs at most one query. */
    @Transactional(Transactional.TxType.SUPPORTS)
    public Map<Long, User> find(Collection<Long> ids) {
        long asOf = learned();
        Map<Long, User> found = cache.getAll(ids, this::load);
        if (learned() != asOf) {
            cache.invalidateAll(ids);
            found = load(Set.copyOf(ids));
        }
        return asLearned(found);
    }

    private Map<Long, User> asLearned(Map<Long, User> found) {
        Map<Long, User> renamed = lately.getAllPresent(found.keySet());
        if (renamed.isEmpty()) {
            return found;
        }
        Map<Long, User> all = new HashMap<>(found);
        all.putAll(renamed);
        return all;
    }

    /**
     * Takes the nickname that a user has now. The count rises after it can be found: whoever reads the count later finds the
     * new nickname.
     */
    void learn(User user) {
        lately.put(user.id(), user);
        learned.incrementAndGet();
        cache.put(user.id(), user);
    }

    /** How many nicknames this node has learned. What was read while it rose may hold older ones, and is not to be kept. */
    public long learned() {
        return learned.get();
    }

    /** The user as he is now, if this node has lately learned that he was renamed. Does not wait. */
    public Optional<User> renamedLately(long id) {
        return Optional.ofNullable(lately.getIfPresent(id));
    }

    /**
     * These users, ordered by id. Needs at most one query.
     *
     * @throws ChatsException {@code user_not_found} if any is missing
     */
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<User> require(Collection<Long> ids) {
        Map<Long, User> users = find(ids);
        return new TreeSet<>(ids)
                .stream()
                        .map(id -> Optional.ofNullable(users.get(id))
                                .orElseThrow(() ->
                                        new ChatsException(ErrorCode.USER_NOT_FOUND, "There is no user " + id + ".")))
                        .toList();
    }

    /** Users whose nickname contains this text, without regard to case, ordered by nickname. */
    public Page<User> search(long callerId, String text, Paging paging) {
        return search.search(callerId, text, paging);
    }

    @Transactional(Transactional.TxType.SUPPORTS)
    Map<Long, User> load(Set<? extends Long> ids) {
        // not the entity: one that a transaction has read before is as it was then
        return entities.createQuery("SELECT u.id, u.nickname FROM UsersModel u WHERE u.id IN :ids", Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .map(row -> new User((Long) row[0], (String) row[1]))
                .collect(Collectors.toMap(User::id, user -> user));
    }
}
