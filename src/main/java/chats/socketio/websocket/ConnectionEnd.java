package chats.socketio.websocket;

import chats.liberty.Reflection;
import chats.liberty.TcpLink;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.Predicate;

/**
 * What ends an upgraded connection in Open Liberty.
 *
 * <p>It takes a connection that was closed without a fault for one between two requests: it stays open for {@code persistTimeout}, and HTTP
 * is spoken on it again, past a proxy which thinks that it is still a WebSocket and looks at nothing. It ends one whose streams could not be
 * closed, and keeps that fault in the field {@code closeUpgradeException}; so this puts one there.
 *
 * <p>What it is a connection of is its {@code getDeviceConnLink()}, a {@link TcpLink}.
 *
 * <p>In a container without these nothing is done.
 */
final class ConnectionEnd {
    private static final System.Logger LOG = System.getLogger(ConnectionEnd.class.getName());

    private static final IOException ENDED = new IOException("The WebSocket has ended", null);

    private static final ClassValue<ConnectionEnd> OF_CONNECTION = new ClassValue<>() {
        @Override
        protected ConnectionEnd computeValue(Class<?> connection) {
            try {
                return new ConnectionEnd(connection);
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Connections may outlive their WebSockets: {0} is not the connection that is known",
                        connection.getName());
                return new ConnectionEnd();
            }
        }
    };

    /** Sets the fault of a connection; null where there is no such thing. */
    private final MethodHandle fault;

    /** Returns the link of a connection to its device, which is its TCP socket unless TLS lies between. */
    private final Method link;

    private ConnectionEnd() {
        fault = null;
        link = null;
    }

    private ConnectionEnd(Class<?> connection) throws ReflectiveOperationException {
        Field field = Reflection.field(connection, "closeUpgradeException");
        if (field.getType() != Exception.class) {
            throw new NoSuchFieldException(field.toString());
        }
        fault = MethodHandles.lookup()
                .unreflectSetter(field)
                .asType(MethodType.methodType(void.class, Object.class, Exception.class));
        link = connection.getMethod("getDeviceConnLink");
    }

    /** Makes the container end the connection when it is closed. To be called before that. */
    static void prepare(WebConnection connection) {
        OF_CONNECTION.get(connection.getClass()).set(connection);
    }

    /**
     * Makes whoever reads from the connection find its end at once. What was not read yet is lost.
     *
     * @return false where that cannot be done
     */
    static boolean shutdownInput(WebConnection connection) {
        return OF_CONNECTION.get(connection.getClass()).end(connection, TcpLink::shutdownInput);
    }

    /** As {@link #shutdownInput}, and whoever writes fails at once. */
    static boolean shutdown(WebConnection connection) {
        return OF_CONNECTION.get(connection.getClass()).end(connection, TcpLink::shutdown);
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

    private boolean end(WebConnection connection, Predicate<Object> by) {
        try {
            return link != null && by.test(Reflection.call(link, connection));
        } catch (IllegalStateException ending) {
            LOG.log(System.Logger.Level.DEBUG, "The socket of a connection is not to be had", ending);
            return false;
        }
    }
}
