package chats.message;

import chats.http.Page;
import chats.http.Paging;
import chats.log.Membership;
import chats.log.Message;
import chats.log.Pair;
import chats.log.Position;
import chats.marks.ReadMarks;
import chats.marks.ReadState;
import chats.users.User;
import chats.users.UsersModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads stored messages by seq, as they are now. Callers have checked that the user may read them. */
@ApplicationScoped
public class Histories {
    private static final String DIRECT_OF = "SELECT count(*) FROM"
            + " (SELECT 1 FROM chats_model WHERE low_user_id = ? OR high_user_id = ? LIMIT " + Paging.MOST_ENTRIES
            + ") chats";

    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    private final MessageTimes times;
    private final ReadMarks marks;

    @Inject
    Histories(MessageTimes times, ReadMarks marks) {
        this.times = times;
        this.marks = marks;
    }

    /** A range of those of a chat's messages that a member sees. */
    @Transactional
    public History messages(long chatId, Membership membership, Range range) {
        return messages(chatId, membership, lastSeq(chatId), range);
    }

    private History messages(long chatId, Membership membership, long lastSeq, Range range) {
        List<Message> part = read(
                chatId,
                membership,
                range.at()
                        .map(time -> around(chatId, lastSeq, time, range.limit()))
                        .orElse(range));
        return new History(
                part,
                part.isEmpty()
                        ? lastSeq
                        : Math.max(lastSeq, part.get(part.size() - 1).seq()));
    }

    /**
     * The part of the chat around a time: half of the limit before the first message that is not older, the rest from that
     * one on. At either end of the chat as much more is taken at its other side.
     */
    private Range around(long chatId, long lastSeq, Instant time, int limit) {
        long place = times.firstNotBefore(chatId, lastSeq, time);
        long first = Math.min(place - limit / 2, lastSeq - limit + 1);
        return Range.after(Math.max(first, 1) - 1, limit);
    }

    /** A range of the whispers between two users. */
    @Transactional
    public History whispers(Pair pair, Range range) {
        return directChat(pair)
                .map(chat -> messages(chat.id(), Membership.direct(pair), chat.lastSeq(), range))
                .orElseGet(() -> new History(List.of(), 0));
    }

    /** One message of a chat, if the member sees it. */
    @Transactional
    public Optional<Message> message(long chatId, Membership membership, long seq) {
        return read(chatId, membership, Range.after(seq - 1, 1)).stream()
                .filter(message -> message.seq() == seq)
                .findFirst();
    }

    private long lastSeq(long chatId) {
        return entities.createQuery("SELECT c.lastSeq FROM ChatsModel c WHERE c.id = :id", Long.class)
                .setParameter("id", chatId)
                .getResultStream()
                .findFirst()
                .orElse(0L);
    }

    private Optional<DirectChat> directChat(Pair pair) {
        return entities.createQuery(
                        "SELECT c FROM DirectChat c WHERE c.lowUserId = :low AND c.highUserId = :high",
                        DirectChat.class)
                .setParameter("low", pair.low())
                .setParameter("high", pair.high())
                .getResultStream()
                .findFirst();
    }

    /** The user's conversations by whispers, the latest first. */
    @Transactional
    public Page<Conversation> conversations(User user, Paging paging) {
        long total = ((Number) entities.createNativeQuery(DIRECT_OF)
                        .setParameter(1, user.id())
                        .setParameter(2, user.id())
                        .getSingleResult())
                .longValue();
        List<DirectChat> page = paging.offset() >= total
                ? List.of()
                : entities.createQuery(
                                "SELECT c FROM DirectChat c WHERE c.lowUserId = :user OR c.highUserId = :user"
                                        + " ORDER BY c.updatedAt DESC, c.id DESC",
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
                        "SELECT c.id, m, u FROM DirectChat c, MessagesModel m, UsersModel u WHERE c.id IN :ids"
                                + " AND m.chatId = c.id AND m.seq = c.lastSeq"
                                + " AND u.id = CASE WHEN c.lowUserId = :user THEN c.highUserId ELSE c.lowUserId END",
                        Object[].class)
                .setParameter("ids", pairs.stream().map(DirectChat::id).toList())
                .setParameter("user", user.id())
                .getResultList()
                .forEach(row -> newest.put((Long) row[0], row));
        List<DirectChat> there =
                pairs.stream().filter(pair -> newest.containsKey(pair.id())).toList();
        Map<Long, ReadState> states = marks.of(
                user.id(),
                there.stream()
                        .map(pair -> shown(user, (MessagesModel) newest.get(pair.id())[1]))
                        .toList());
        return there.stream()
                .map(pair -> conversation(user, pair, newest.get(pair.id()), states.get(pair.id())))
                .toList();
    }

    private static ReadMarks.Shown shown(User user, MessagesModel last) {
        return new ReadMarks.Shown(
                last.chatId(), new Position(last.seq(), 0), last.authorId() == user.id() ? last.seq() : 0);
    }

    private static Conversation conversation(User user, DirectChat pair, Object[] newest, ReadState state) {
        MessagesModel last = (MessagesModel) newest[1];
        User other = ((UsersModel) newest[2]).toUser();
        return new Conversation(
                other,
                last.toMessage(last.authorId() == user.id() ? user : other, pair.pair()),
                pair.id(),
                state.readSeq(),
                state.unread());
    }

    private List<Message> read(long chatId, Membership membership, Range range) {
        boolean forward = range.after().isPresent();
        String bound = forward ? " AND m.seq > :bound ORDER BY m.seq" : " AND m.seq < :bound ORDER BY m.seq DESC";
        TypedQuery<Object[]> query = entities.createQuery(
                "SELECT m, u FROM MessagesModel m, UsersModel u WHERE u.id = m.authorId AND m.chatId = :chat AND m.seq > :hidden"
                        + bound,
                Object[].class);
        List<Message> part = new ArrayList<>();
        query.setParameter("chat", chatId)
                .setParameter("hidden", membership.hidden().seq())
                .setParameter(
                        "bound",
                        forward ? range.after().getAsLong() : range.before().orElse(Long.MAX_VALUE))
                .setMaxResults(range.limit())
                .getResultList()
                .forEach(row -> part.add(
                        ((MessagesModel) row[0]).toMessage(((UsersModel) row[1]).toUser(), membership.pair())));
        if (!forward) {
            Collections.reverse(part);
        }
        return part;
    }
}
