package chats.chat;

import chats.database.Utc;
import chats.users.User;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;

/**
 * A chat in the database. It is stored with its members, who never change. Afterwards {@code MessageInsert} raises
 * {@code last_seq} and {@code updated_at}, and {@code ChangeStore} {@code last_rev}, by plain SQL, so this class only reads those.
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

    @ElementCollection
    @CollectionTable(name = "chats_model_users_users_model", joinColumns = @JoinColumn(name = "chats_model_id"))
    @Column(name = "users_model_id")
    private Set<Long> memberIds;

    protected ChatsModel() {}

    /** A new chat without messages. */
    ChatsModel(String name, long creatorId, String clientChatId, Set<Long> memberIds, Instant now) {
        this.name = name;
        this.creatorId = creatorId;
        this.clientChatId = clientChatId;
        this.memberIds = Set.copyOf(memberIds);
        this.createdAt = Utc.local(now);
        this.updatedAt = createdAt;
    }

    Long id() {
        return id;
    }

    /** Whether a repeated request asks for the same name and members. */
    boolean sameAs(String otherName, Set<Long> otherMembers) {
        return java.util.Objects.equals(name, otherName) && memberIds.equals(otherMembers);
    }

    /** As a new chat, in which nothing has happened. */
    Chat toChat(List<User> users) {
        Instant created = Utc.instant(createdAt);
        return new Chat(id, ChatKind.ROOM.code(), name, created, created, 0, 0, null, users);
    }
}
