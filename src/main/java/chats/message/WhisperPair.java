package chats.message;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;

/** Two people who have whispered to each other; made and counted up by plain SQL, read here. */
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
