package chats.chat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDateTime;

/** A member of a new chat. Later ones are added and removed by plain SQL, with the change of the chat that it is. */
@Entity
@IdClass(MembersModel.Key.class)
@Table(name = "chats_model_users_users_model")
public class MembersModel {
    /** By what a member is known. */
    public record Key(long chatId, long userId) implements Serializable {}

    @Id
    @Column(name = "chats_model_id")
    private long chatId;

    @Id
    @Column(name = "users_model_id")
    private long userId;

    @Column(name = "is_admin", updatable = false)
    private boolean isAdmin;

    @Column(name = "joined_at", updatable = false)
    private LocalDateTime joinedAt;

    protected MembersModel() {}

    MembersModel(long chatId, long userId, boolean isAdmin, LocalDateTime joinedAt) {
        this.chatId = chatId;
        this.userId = userId;
        this.isAdmin = isAdmin;
        this.joinedAt = joinedAt;
    }
}
