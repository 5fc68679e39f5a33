package chats.message;

import chats.database.Utc;
import chats.log.Message;
import chats.log.Pair;
import chats.log.Reaction;
import chats.users.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/**
 * A message in the database, for reading only: {@code chats.writer} writes them by plain SQL. One that was
 * taken over from the original without chat or author has no seq.
 */
@Entity
@Table(name = "messages_model")
public class MessagesModel {
    @Id
    private Long id;

    @Column(name = "chat_id")
    private Long chatId;

    @Column(name = "author_id")
    private Long authorId;

    @Column(name = "seq")
    private Long seq;

    @Column(name = "message")
    private String message;

    @Column(name = "client_message_id")
    private String clientMessageId;

    @Column(name = "created_at")
    private LocalDateTime createdAt;

    @Column(name = "edited_at")
    private LocalDateTime editedAt;

    @Column(name = "deleted_at")
    private LocalDateTime deletedAt;

    @Column(name = "reactions")
    private String reactions;

    protected MessagesModel() {}

    public long authorId() {
        return authorId;
    }

    long chatId() {
        return chatId;
    }

    long seq() {
        return seq;
    }

    /** As a message of its chat, which these two users share if it is a direct one. */
    public Message toMessage(User author, Pair pair) {
        return Message.of(
                id,
                chatId,
                pair,
                seq,
                author,
                message,
                clientMessageId,
                Utc.instant(createdAt),
                Utc.instant(editedAt),
                Utc.instant(deletedAt),
                Reaction.parse(reactions));
    }
}
