package chats.message;

import chats.http.Page;
import chats.http.Paging;
import chats.users.User;
import chats.users.UsersModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Reads stored messages and whispers, by seq. Callers have checked that the user may read them. */
@ApplicationScoped
public class Histories {
    private static final String PAIRS_OF = "SELECT count(*) FROM"
            + " (SELECT 1 FROM chats_model WHERE low_user_id = ? OR high_user_id = ? LIMIT " + Paging.MOST_ENTRIES
            + ") pairs";

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    /** A range of a chat's messages. */
    @Transactional
    public History<Message> messages(long chatId, Range range) {
        long lastSeq = lastSeqs(List.of(chatId)).getOrDefault(chatId, 0L);
        List<Message> part = read(chatId, range, MessagesModel::toMessage);
        return new History<>(
                part,
                part.isEmpty()
                        ? lastSeq
                        : Math.max(lastSeq, part.get(part.size() - 1).seq()));
    }

    /** A range of the whispers between two users. */
    @Transactional
    public History<Whisper> whispers(Pair pair, Range range) {
        return entities.createQuery(
                        "SELECT p FROM DirectChat p WHERE p.lowUserId = :low AND p.highUserId = :high",
                        DirectChat.class)
                .setParameter("low", pair.low())
                .setParameter("high", pair.high())
                .getResultStream()
                .findFirst()
                .map(row -> whispers(row, pair, range))
                .orElseGet(() -> new History<>(List.of(), 0));
    }

    private History<Whisper> whispers(DirectChat row, Pair pair, Range range) {
        List<Whisper> part = read(row.id(), range, (m, author) -> whisper(m, author, pair));
        return new History<>(
                part,
                part.isEmpty()
                        ? row.lastSeq()
                        : Math.max(row.lastSeq(), part.get(part.size() - 1).seq()));
    }

    /** The user's conversations by whispers, the latest first. */
    @Transactional
    public Page<Conversation> conversations(User user, Paging paging) {
        long total = ((Number) entities.createNativeQuery(PAIRS_OF)
                        .setParameter(1, user.id())
                        .setParameter(2, user.id())
                        .getSingleResult())
                .longValue();
        List<DirectChat> page = paging.offset() >= total
                ? List.of()
                : entities.createQuery(
                                "SELECT p FROM DirectChat p WHERE p.lowUserId = :user OR p.highUserId = :user"
                                        + " ORDER BY p.updatedAt DESC, p.id DESC",
                                DirectChat.class)
                        .setParameter("user", user.id())
                        .setFirstResult(paging.offset())
                        .setMaxResults(paging.room())
                        .getResultList();
        return Page.of(conversations(user, page), total, paging);
    }

    /** Reads whispers and users for this page's pairs only, not for all pairs that the page was chosen from. */
    private List<Conversation> conversations(User user, List<DirectChat> pairs) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        Map<Long, Object[]> newest = new HashMap<>();
        entities.createQuery(
                        "SELECT p.id, m, u FROM DirectChat p, MessagesModel m, UsersModel u WHERE p.id IN :ids"
                                + " AND m.chatId = p.id AND m.seq = p.lastSeq"
                                + " AND u.id = CASE WHEN p.lowUserId = :user THEN p.highUserId ELSE p.lowUserId END",
                        Object[].class)
                .setParameter("ids", pairs.stream().map(DirectChat::id).toList())
                .setParameter("user", user.id())
                .getResultList()
                .forEach(row -> newest.put((Long) row[0], row));
        return pairs.stream()
                .filter(pair -> newest.containsKey(pair.id()))
                .map(pair -> conversation(user, pair, newest.get(pair.id())))
                .toList();
    }

    private static Conversation conversation(User user, DirectChat pair, Object[] newest) {
        MessagesModel last = (MessagesModel) newest[1];
        User other = ((UsersModel) newest[2]).toUser();
        return new Conversation(other, whisper(last, last.authorId() == user.id() ? user : other, pair.pair()));
    }

    /** The highest seq of each of these chats. */
    @Transactional
    public Map<Long, Long> lastSeqs(Collection<Long> chatIds) {
        Map<Long, Long> lastSeqs = new HashMap<>();
        entities.createQuery("SELECT c.id, c.lastSeq FROM ChatsModel c WHERE c.id IN :ids", Object[].class)
                .setParameter("ids", chatIds)
                .getResultList()
                .forEach(row -> lastSeqs.put((Long) row[0], (Long) row[1]));
        return lastSeqs;
    }

    /** The highest seq of each pair that the user belongs to. */
    @Transactional
    public Map<Pair, Long> pairsOf(long userId) {
        Map<Pair, Long> pairs = new HashMap<>();
        entities.createQuery(
                        "SELECT p FROM DirectChat p WHERE p.lowUserId = :user OR p.highUserId = :user",
                        DirectChat.class)
                .setParameter("user", userId)
                .getResultList()
                .forEach(row -> pairs.put(row.pair(), row.lastSeq()));
        return pairs;
    }

    static Whisper whisper(MessagesModel row, User author, Pair pair) {
        return new Whisper(
                row.id(),
                row.seq(),
                author.id(),
                pair.otherThan(author.id()),
                author,
                row.text(),
                row.clientMessageId(),
                row.createdAt());
    }

    private <T> List<T> read(long chatId, Range range, BiFunction<MessagesModel, User, T> view) {
        boolean forward = range.after().isPresent();
        String bound = forward ? " AND m.seq > :bound ORDER BY m.seq" : " AND m.seq < :bound ORDER BY m.seq DESC";
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT m, u FROM MessagesModel m, UsersModel u WHERE u.id = m.authorId AND m.chatId = :chat" + bound,
                Object[].class);
        List<T> part = new ArrayList<>();
        query.setParameter("chat", chatId)
                .setParameter(
                        "bound",
                        forward ? range.after().getAsLong() : range.before().orElse(Long.MAX_VALUE))
                .setMaxResults(range.limit())
                .getResultList()
                .forEach(row -> part.add(view.apply((MessagesModel) row[0], ((UsersModel) row[1]).toUser())));
        if (!forward) {
            Collections.reverse(part);
        }
        return part;
    }
}
