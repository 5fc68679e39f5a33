package chats.stories;

import chats.run.ServerToStart;
import chats.run.StartedOnce;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A stage with little memory, that lets users and strangers do little. A test method with a parameter of this type gets it. Each
 * class has it to itself. If one has stopped it, it is started again before the next one gets it.
 */
record SmallStage(Stage stage) implements AutoCloseable {
    static final String LOCK = "the small stage";

    static final int MESSAGES_PER_SECOND = 1;
    static final int GUESTS_PER_ADDRESS = 60;
    static final int LOG_LINES_PER_SECOND_PER_ADDRESS = 5;

    private void startIfStopped() {
        try {
            if (!stage.server().isRunning()) {
                stage.server().start();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stage.close();
    }

    /** Opens it when it is first asked for and closes it after the last test. */
    static final class Shared extends StartedOnce<SmallStage> {
        Shared() {
            super(SmallStage.class);
        }

        @Override
        protected SmallStage start() {
            return new SmallStage(Stage.open(server -> server.with("JVM_ARGS", ServerToStart.SMALL)
                    .with("LIMIT_MESSAGES_PER_SECOND", Integer.toString(MESSAGES_PER_SECOND))
                    .with("LIMIT_GUESTS_PER_ADDRESS", Integer.toString(GUESTS_PER_ADDRESS))
                    .with("DRAIN_SECONDS", "8")
                    .with("LIMIT_HANDSHAKES_PER_SECOND_PER_ADDRESS", "1000")
                    .with(
                            "LIMIT_LOG_LINES_PER_SECOND_PER_ADDRESS",
                            Integer.toString(LOG_LINES_PER_SECOND_PER_ADDRESS))));
        }

        @Override
        protected void prepare(SmallStage shared) {
            shared.startIfStopped();
        }
    }
}
