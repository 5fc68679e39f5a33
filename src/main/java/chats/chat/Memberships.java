package chats.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Who is a member of what. Every message asks it, so a yes is remembered for a while; that is right on several nodes too, since
 * members are fixed when a chat is made. A no is never remembered.
 */
@ApplicationScoped
class Memberships {
    private record Membership(long chatId, long userId) {}

    private final Cache<Membership, Boolean> known = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    /** Those of these chats that the user is not known to be a member of, in their order. */
    List<Long> unknown(Collection<Long> chatIds, long userId) {
        return chatIds.stream()
                .filter(chatId -> known.getIfPresent(new Membership(chatId, userId)) == null)
                .toList();
    }

    /** Those of these chats that the user is no member of, in their order, by one query. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<Long> others(Collection<Long> chatIds, long userId) {
        Set<Long> found = Set.copyOf(entities.createQuery(
                        "SELECT c.id FROM ChatsModel c JOIN c.memberIds m WHERE m = :user AND c.id IN :ids", Long.class)
                .setParameter("user", userId)
                .setParameter("ids", chatIds)
                .getResultList());
        found.forEach(chatId -> known.put(new Membership(chatId, userId), true));
        return chatIds.stream().filter(chatId -> !found.contains(chatId)).toList();
    }
}
