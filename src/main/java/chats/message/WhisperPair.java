package chats.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/** Two users who have exchanged whispers, for reading only: {@link MessageInsert} writes the rows by plain SQL. */
@Entity
@Table(name = "whisper_pairs")
public class WhisperPair {
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

    protected WhisperPair() {}

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
