package chats.run;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives black-box tests the server and the database that they all share: a test, or a constructor, with a parameter of
 * type {@link RunningServer} or {@link RunningPostgres} gets them. They start when first asked for and stop after the last
 * test. A test that stops, kills or freezes something starts its own. The server's database is {@link TakenOverDatabase}.
 */
public final class ServerUnderTest implements ParameterResolver {
    /** Of the server, see {@link SharedServer}. */
    public static final String LOCK = "the server under test";

    /**
     * Of the one thread that hashes passwords there, where there are two processors: who would wait for it for more than two seconds is
     * refused. So classes in which many people register take turns.
     */
    public static final String HASHES = "the hashes of the server under test";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningServer.class || type == RunningPostgres.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == RunningServer.class ? server(test) : RunningPostgres.shared();
    }

    /** The one that all share. */
    public static RunningServer server(ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(ServerUnderTest.class))
                .computeIfAbsent(Started.class, key -> Started.start(), Started.class)
                .running;
    }

    /** The JDBC address of its database. */
    public static String databaseUrl() {
        return TakenOverDatabase.URL;
    }

    private record Started(RunningServer running) implements AutoCloseable {
        static Started start() {
            return new Started(ServerToStart.on(RunningPostgres.shared(), databaseUrl())
                    .with("JVM_ARGS", ServerToStart.HASHING)
                    .start());
        }

        @Override
        public void close() {
            running.kill();
        }
    }
}
