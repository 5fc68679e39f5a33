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
 * Checks who is a member of which chats. Every message needs this, so a positive answer is cached. That is right on
 * several nodes too, since the members of a chat never change. A negative answer is never cached.
 */
@ApplicationScoped
class Memberships {
    private record Membership(long chatId, long userId) {}

    private final Cache<Membership, Boolean> cache = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    /** Those of these chats for which no membership of the user is cached, in their order. */
    List<Long> unknown(Collection<Long> chatIds, long userId) {
        return chatIds.stream()
                .filter(chatId -> cache.getIfPresent(new Membership(chatId, userId)) == null)
                .toList();
    }

    /** Those of these chats of which the user is no member, in their order, by one query. */
    @Transactional(Transactional.TxType.SUPPORTS)
    List<Long> others(Collection<Long> chatIds, long userId) {
        Set<Long> found = Set.copyOf(entities.createQuery(
                        "SELECT c.id FROM ChatsModel c JOIN c.memberIds m WHERE m = :user AND c.id IN :ids", Long.class)
                .setParameter("user", userId)
                .setParameter("ids", chatIds)
                .getResultList());
        found.forEach(chatId -> cache.put(new Membership(chatId, userId), true));
        return chatIds.stream().filter(chatId -> !found.contains(chatId)).toList();
    }
}
