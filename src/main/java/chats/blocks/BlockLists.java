package chats.blocks;

import chats.errors.ChatsException;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.users.User;
import chats.users.UsersService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whom users block, as they list and change it. */
@ApplicationScoped
class BlockLists {
    /** Users whom one user may block. */
    static final int MOST = 1_000;

    private final BlockTable table;
    private final BlockNews news;
    private final UsersService users;
    private final RateLimits limits;

    @Inject
    BlockLists(BlockTable table, BlockNews news, UsersService users, RateLimits limits) {
        this.table = table;
        this.news = news;
        this.users = users;
        this.limits = limits;
    }

    /** Whom the user blocks, the newest block first. */
    List<User> of(long userId) {
        List<Long> ids = table.blockedBy(userId);
        limits.charge(userId, Prices.people(ids.size()));
        Map<Long, User> found = users.find(ids);
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * Blocks a user. To block him again changes nothing.
     *
     * @throws ChatsException {@code rate_limited}; {@code user_not_found}; {@code validation_failed} for oneself, or if the user blocks too
     *     many already
     */
    void block(long userId, long otherId) {
        check(userId, otherId);
        if (!table.add(userId, otherId, MOST)) {
            throw ChatsException.invalid("userId", "makes more than " + MOST + " blocked users");
        }
        news.learn(Set.of(userId, otherId));
    }

    /**
     * Blocks a user no more. To do so again changes nothing.
     *
     * @throws ChatsException as {@link #block}
     */
    void unblock(long userId, long otherId) {
        check(userId, otherId);
        table.remove(userId, otherId);
        news.learn(Set.of(userId, otherId));
    }

    private void check(long userId, long otherId) {
        limits.spend(userId, Prices.block());
        if (userId == otherId) {
            throw ChatsException.invalid("userId", "must be somebody else");
        }
        users.require(Set.of(otherId));
    }
}
