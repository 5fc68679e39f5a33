package chats.chat;

import chats.users.User;
import chats.users.UsersModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chats as clients see them, with members and last messages: two statements for any number of chats. */
@ApplicationScoped
class ChatViews {
    @PersistenceContext(unitName = "chats")
    private EntityManager entities;

    /** In the order of the rows. */
    @Transactional(Transactional.TxType.MANDATORY)
    List<Chat> of(List<ChatsModel> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Long> ids = rows.stream().map(ChatsModel::id).toList();
        Map<Long, List<User>> members = members(ids);
        Map<Long, Message> lastMessages = lastMessages(ids);
        return rows.stream()
                .map(row -> row.toChat(lastMessages.get(row.id()), members.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private Map<Long, List<User>> members(List<Long> chatIds) {
        Map<Long, List<User>> members = new HashMap<>();
        entities.createQuery(
                        "SELECT c.id, u FROM ChatsModel c JOIN c.memberIds m, UsersModel u"
                                + " WHERE c.id IN :ids AND u.id = m ORDER BY u.id",
                        Object[].class)
                .setParameter("ids", chatIds)
                .getResultList()
                .forEach(row -> members.computeIfAbsent((Long) row[0], id -> new ArrayList<>())
                        .add(((UsersModel) row[1]).toUser()));
        return members;
    }

    private Map<Long, Message> lastMessages(List<Long> chatIds) {
        Map<Long, Message> lastMessages = new HashMap<>();
        entities
                .createQuery(
                        "SELECT m, u FROM ChatsModel c, MessagesModel m, UsersModel u"
                                + " WHERE c.id IN :ids AND m.chatId = c.id AND m.seq = c.lastSeq AND u.id = m.authorId",
                        Object[].class)
                .setParameter("ids", chatIds)
                .getResultList()
                .stream()
                .map(row -> ((MessagesModel) row[0]).toMessage(((UsersModel) row[1]).toUser()))
                .forEach(message -> lastMessages.put(message.chatId(), message));
        return lastMessages;
    }
}
