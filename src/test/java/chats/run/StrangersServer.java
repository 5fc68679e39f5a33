package chats.run;

/**
 * A server with little memory, that lets strangers do little. A test, or a constructor, with a parameter of this type gets it. Each
 * class has it to itself.
 */
public record StrangersServer(RunningServer server) implements AutoCloseable {
    public static final String LOCK = "the server for strangers";

    public static final int CONNECTIONS_PER_ADDRESS = 100;
    public static final int FAILED_LOGINS_PER_MINUTE = 15;
    public static final int REGISTRATIONS_PER_HOUR = 3;

    @Override
    public void close() {
        server.kill();
    }

    /** Starts it when it is first asked for and kills it after the last test. */
    public static final class Shared extends StartedOnce<StrangersServer> {
        public Shared() {
            super(StrangersServer.class);
        }

        @Override
        protected StrangersServer start() {
            RunningPostgres postgres = RunningPostgres.shared();
            return new StrangersServer(ServerToStart.on(postgres, postgres.newDatabase())
                    .with("JVM_ARGS", ServerToStart.SMALL)
                    .with("TRUSTED_PROXIES", "127.0.0.1")
                    .with("LIMIT_CONNECTIONS_PER_ADDRESS", Integer.toString(CONNECTIONS_PER_ADDRESS))
                    .with("LIMIT_GUEST_BYTES_PER_ADDRESS", "1048576")
                    .with("LIMIT_FAILED_LOGINS_PER_MINUTE", Integer.toString(FAILED_LOGINS_PER_MINUTE))
                    .with("LIMIT_REGISTRATIONS_PER_HOUR", Integer.toString(REGISTRATIONS_PER_HOUR))
                    .with("LIMIT_LOG_LINES_PER_SECOND", "16")
                    .start());
        }
    }
}
