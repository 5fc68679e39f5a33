package chats.run;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives black-box tests the server and the database that they all share: a test, or a constructor, with a parameter of
 * type {@link RunningServer} or {@link RunningPostgres} gets them. They start when first asked for and stop after the last
 * test. A test that stops, kills or freezes something starts its own.
 */
public final class ServerUnderTest implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == RunningServer.class || type == RunningPostgres.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == RunningServer.class ? server(test) : postgres(test);
    }

    /** The PostgreSQL that all tests of this run share. */
    static RunningPostgres postgres(ExtensionContext test) {
        return shared(test)
                .getOrComputeIfAbsent(
                        SharedPostgres.class,
                        key -> new SharedPostgres(RunningPostgres.temporary()),
                        SharedPostgres.class)
                .running;
    }

    private static RunningServer server(ExtensionContext test) {
        RunningPostgres postgres = postgres(test);
        return shared(test)
                .getOrComputeIfAbsent(
                        SharedServer.class, key -> new SharedServer(ServerToStart.on(postgres).start()), SharedServer.class)
                .running;
    }

    private static ExtensionContext.Store shared(ExtensionContext test) {
        return test.getRoot().getStore(ExtensionContext.Namespace.create(ServerUnderTest.class));
    }

    private record SharedPostgres(RunningPostgres running) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            running.close();
        }
    }

    private record SharedServer(RunningServer running) implements AutoCloseable {
        @Override
        public void close() {
            running.close();
        }
    }
}
