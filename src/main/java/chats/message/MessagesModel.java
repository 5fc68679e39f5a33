package chats.message;

import chats.users.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A message or whisper in the database, for reading only: {@link MessageInsert} writes them by plain SQL. One that was
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

    protected MessagesModel() {}

    public long authorId() {
        return authorId;
    }

    /** As a message of its chat. */
    public Message toMessage(User author) {
        return new Message(id, chatId, seq, author, message, clientMessageId, createdAt.toInstant(ZoneOffset.UTC));
    }
}
