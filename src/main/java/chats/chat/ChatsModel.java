package chats.chat;

import chats.database.Utc;
import chats.marks.ReadState;
import chats.users.User;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;

/**
 * A chat in the database. It is stored once. Afterwards {@code chats.writer} changes it by plain SQL, so this class only reads what
 * changes.
 * Times are UTC without a zone, as the original stored them.
 */
@Entity
@Table(name = "chats_model")
public class ChatsModel {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "chats")
    @SequenceGenerator(name = "chats", sequenceName = "chats_model_id_seq", allocationSize = 1)
    private Long id;

    @Column(name = "name", updatable = false)
    private String name;

    @Column(name = "created_at", updatable = false)
    private LocalDateTime createdAt;

    @Column(name = "updated_at", updatable = false)
    private LocalDateTime updatedAt;

    @Column(name = "last_seq", updatable = false)
    private long lastSeq;

    @Column(name = "creator_id", updatable = false)
    private Long creatorId;

    @Column(name = "client_chat_id", updatable = false)
    private String clientChatId;

    @Column(name = "history", updatable = false)
    private String history;

    protected ChatsModel() {}

    /** A new chat without messages. */
    ChatsModel(String name, long creatorId, String clientChatId, ChatHistory history, Instant now) {
        this.name = name;
        this.creatorId = creatorId;
        this.clientChatId = clientChatId;
        this.history = history.code();
        this.createdAt = Utc.local(now);
        this.updatedAt = createdAt;
    }

    Long id() {
        return id;
    }

    long creatorId() {
        return creatorId;
    }

    LocalDateTime createdAt() {
        return createdAt;
    }

    boolean hasName(String other) {
        return Objects.equals(name, other);
    }

    boolean hasHistory(ChatHistory other) {
        return other.code().equals(history);
    }

    /** As a new chat, in which nothing has happened. */
    Chat toChat(List<User> users) {
        Instant created = Utc.instant(createdAt);
        return new Chat(
                id,
                ChatKind.ROOM.code(),
                null,
                name,
                history,
                created,
                created,
                0,
                0,
                null,
                users,
                List.of(creatorId),
                ReadState.EMPTY);
    }
}
