package chats.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;

/** Counts the connections of a data source that are open at the same time. */
final class CountingDataSource {
    private final DataSource dataSource;
    private final Set<Connection> open = new HashSet<>();
    private int most;

    CountingDataSource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    DataSource counted() {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = call(dataSource, method, arguments);
            return result instanceof Connection connection ? opened(connection) : result;
        });
    }

    int open() {
        return open.size();
    }

    int most() {
        return most;
    }

    private Connection opened(Connection connection) {
        open.add(connection);
        most = Math.max(most, open.size());
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("close")) {
                open.remove(connection);
            }
            return call(connection, method, arguments);
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.handle(method, arguments)));
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }
}
