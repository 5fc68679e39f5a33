package chats.stories;

import chats.run.StartedOnce;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A story on a server that is quick to lose patience: with short heartbeats, few sockets for each user and slow replays. */
@ExtendWith(StrictStory.Shared.class)
@ResourceLock(value = StrictStory.LOCK, mode = ResourceAccessMode.READ)
abstract class StrictStory extends Story {
    /** Of the strict server. */
    static final String LOCK = "the strict stage";

    static final int PING_INTERVAL_MS = 2_000;
    static final int PING_TIMEOUT_MS = 4_000;
    static final int SOCKETS_PER_USER = 5;
    static final int REPLAY_PER_SECOND = 2_000;

    private StrictStage strict;

    /** That server, one for all such stories. */
    record StrictStage(Stage stage) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stage.close();
        }
    }

    @BeforeEach
    void enterTheStrictStage(StrictStage shared) {
        strict = shared;
    }

    @Override
    Stage stage() {
        return strict.stage();
    }

    static final class Shared extends StartedOnce<StrictStage> {
        Shared() {
            super(StrictStage.class);
        }

        @Override
        protected StrictStage start() {
            return new StrictStage(
                    Stage.open(prepared -> prepared.with("SOCKETIO_PING_INTERVAL", Integer.toString(PING_INTERVAL_MS))
                            .with("SOCKETIO_PING_TIMEOUT", Integer.toString(PING_TIMEOUT_MS))
                            .with("LIMIT_SOCKETS_PER_USER", Integer.toString(SOCKETS_PER_USER))
                            .with("LIMIT_REPLAY_PER_SECOND", Integer.toString(REPLAY_PER_SECOND))));
        }
    }
}
