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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds users. A user that was found is cached for a while, which is right since nicknames never change. A user that
 * was not found is not cached.
 */
@ApplicationScoped
public class UsersService {
    private final Cache<Long, User> cache = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

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
        return cache.getAll(ids, this::load);
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

    private Map<Long, User> load(Set<? extends Long> ids) {
        return entities.createQuery("SELECT u FROM UsersModel u WHERE u.id IN :ids", UsersModel.class)
                .setParameter("ids", ids)
                .getResultStream()
                .map(UsersModel::toUser)
                .collect(Collectors.toMap(User::id, user -> user));
    }
}
