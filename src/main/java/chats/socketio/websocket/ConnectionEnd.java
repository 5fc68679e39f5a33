package chats.socketio.websocket;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * Makes the container end an upgraded connection when it is closed. Open Liberty takes one that was closed without a fault for a
 * connection between two requests: it stays open for {@code persistTimeout}, and HTTP is spoken on it again, past a proxy which thinks
 * that it is still a WebSocket and looks at nothing. It ends one whose streams could not be closed, and keeps that fault in the field
 * {@code closeUpgradeException}; so this puts one there. In a container without that field nothing is done.
 */
final class ConnectionEnd {
    private static final System.Logger LOG = System.getLogger(ConnectionEnd.class.getName());

    private static final IOException ENDED = new IOException("The WebSocket has ended", null);

    private static final ClassValue<ConnectionEnd> OF_CONNECTION = new ClassValue<>() {
        @Override
        protected ConnectionEnd computeValue(Class<?> connection) {
            return find(connection);
        }
    };

    /** Sets the fault of a connection; null where there is no such thing. */
    private final MethodHandle fault;

    private ConnectionEnd(MethodHandle fault) {
        this.fault = fault;
    }

    /** To be called before the connection is closed. */
    static void prepare(WebConnection connection) {
        OF_CONNECTION.get(connection.getClass()).set(connection);
    }

    private void set(WebConnection connection) {
        if (fault == null) {
            return;
        }
        try {
            fault.invokeExact((Object) connection, (Exception) ENDED);
        } catch (Throwable e) {
            throw new IllegalStateException("A connection could not be made to end", e);
        }
    }

    private static ConnectionEnd find(Class<?> connection) {
        try {
            Field field = connection.getDeclaredField("closeUpgradeException");
            if (field.getType() != Exception.class) {
                throw new NoSuchFieldException(field.toString());
            }
            field.setAccessible(true);
            return new ConnectionEnd(MethodHandles.lookup()
                    .unreflectSetter(field)
                    .asType(MethodType.methodType(void.class, Object.class, Exception.class)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Connections may outlive their WebSockets: {0} is not the connection that is known",
                    connection.getName());
            return new ConnectionEnd(null);
        }
    }
}
