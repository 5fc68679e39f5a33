package chats.run;

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
        return parameter.getParameter().getType() == RunningServer.class ? server(test) : RunningPostgres.shared();
    }

    private static RunningServer server(ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(ServerUnderTest.class))
                .computeIfAbsent(SharedServer.class, key -> SharedServer.start(), SharedServer.class)
                .running;
    }

    private record SharedServer(RunningServer running) implements AutoCloseable {
        static SharedServer start() {
            return new SharedServer(ServerToStart.on(RunningPostgres.shared()).start());
        }

        @Override
        public void close() {
            running.close();
        }
    }
}
