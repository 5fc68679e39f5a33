package chats.message;

import chats.log.Pair;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/**
 * The chat of two users who have exchanged whispers, for reading only: {@code chats.writer} writes the rows by
 * plain SQL. Rows of other chats have no users here, and are never found by them.
 */
@Entity
@Table(name = "chats_model")
public class DirectChat {
    @Id
    private Long id;

    @Column(name = "low_user_id")
    private long lowUserId;

    @Column(name = "high_user_id")
    private long highUserId;

    @Column(name = "last_seq")
    private long lastSeq;

    @Column(name = "updated_at")
    private LocalDateTime updatedAt;

    protected DirectChat() {}

    long id() {
        return id;
    }

    long lastSeq() {
        return lastSeq;
    }

    Pair pair() {
        return new Pair(lowUserId, highUserId);
    }
}
