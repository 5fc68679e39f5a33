package chats.chat;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.message.ChatMembership;
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
public class Memberships implements ChatMembership {
    private record Membership(long chatId, long userId) {}

    private final Cache<Membership, Boolean> known = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .executor(Runnable::run)
            .build();

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    /** Whether the last answer was yes, without asking the database. */
    public boolean knows(long chatId, long userId) {
        return known.getIfPresent(new Membership(chatId, userId)) != null;
    }

    /** By one query at most unless it refuses. */
    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public void require(Collection<Long> chatIds, long userId) {
        List<Long> unknown =
                chatIds.stream().filter(chatId -> !knows(chatId, userId)).toList();
        if (unknown.isEmpty()) {
            return;
        }
        Set<Long> found = Set.copyOf(entities.createQuery(
                        "SELECT c.id FROM ChatsModel c JOIN c.memberIds m WHERE m = :user AND c.id IN :ids", Long.class)
                .setParameter("user", userId)
                .setParameter("ids", unknown)
                .getResultList());
        if (found.size() < unknown.size()) {
            throw refusal(
                    unknown.stream().filter(chatId -> !found.contains(chatId)).toList());
        }
        found.forEach(chatId -> known.put(new Membership(chatId, userId), true));
    }

    private ChatsException refusal(List<Long> chatIds) {
        Set<Long> existing =
                Set.copyOf(entities.createQuery("SELECT c.id FROM ChatsModel c WHERE c.id IN :ids", Long.class)
                        .setParameter("ids", chatIds)
                        .getResultList());
        return chatIds.stream()
                .filter(chatId -> !existing.contains(chatId))
                .findFirst()
                .map(chatId -> new ChatsException(ErrorCode.CHAT_NOT_FOUND, "There is no chat " + chatId + "."))
                .orElseGet(() -> new ChatsException(
                        ErrorCode.NOT_A_MEMBER, "Only members may do this with chat " + chatIds.get(0) + "."));
    }
}
