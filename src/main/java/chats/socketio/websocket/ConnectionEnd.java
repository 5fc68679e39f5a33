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
 * Ends upgraded connections of Open Liberty.
 *
 * <p>{@link #prepare} is needed because of this: if an upgraded connection is closed without an error, Open Liberty
 * treats it as idle between two requests. The connection stays open for {@code persistTimeout} and accepts HTTP
 * requests again. A proxy takes it for a WebSocket and does not check these requests. If the streams could not be
 * closed, Open Liberty keeps the error in the field {@code closeUpgradeException} and ends the connection. So an error
 * is put into that field.
 *
 * <p>The other methods use the TCP connection, a {@link TcpLink}, which {@code getDeviceConnLink()} returns. In another
 * container none of the methods has an effect.
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
                        "Connections may outlive their WebSockets: {0} is not the expected class of connections",
                        connection.getName());
                return new ConnectionEnd();
            }
        }
    };

    /** Sets the error of a connection; null in another container. */
    private final MethodHandle error;

    /** Gets the TCP connection (or the TLS layer above it) of a connection; null in another container. */
    private final Method link;

    private ConnectionEnd() {
        error = null;
        link = null;
    }

    private ConnectionEnd(Class<?> connection) throws ReflectiveOperationException {
        Field field = Reflection.field(connection, "closeUpgradeException");
        if (field.getType() != Exception.class) {
            throw new NoSuchFieldException(field.toString());
        }
        error = MethodHandles.lookup()
                .unreflectSetter(field)
                .asType(MethodType.methodType(void.class, Object.class, Exception.class));
        link = connection.getMethod("getDeviceConnLink");
    }

    /** Makes the container really end the connection when it is closed. To be called before that. */
    static void prepare(WebConnection connection) {
        OF_CONNECTION.get(connection.getClass()).set(connection);
    }

    /**
     * Makes the reading thread see the end of the input at once. Unread bytes are lost.
     *
     * @return false if that is not possible
     */
    static boolean shutdownInput(WebConnection connection) {
        return OF_CONNECTION.get(connection.getClass()).end(connection, TcpLink::shutdownInput);
    }

    /** As {@link #shutdownInput}; in addition, a thread that writes fails at once. */
    static boolean shutdown(WebConnection connection) {
        return OF_CONNECTION.get(connection.getClass()).end(connection, TcpLink::shutdown);
    }

    private void set(WebConnection connection) {
        if (error == null) {
            return;
        }
        try {
            error.invokeExact((Object) connection, (Exception) ENDED);
        } catch (Throwable e) {
            throw new IllegalStateException("The error of a connection could not be set", e);
        }
    }

    private boolean end(WebConnection connection, Predicate<Object> by) {
        try {
            return link != null && by.test(Reflection.call(link, connection));
        } catch (IllegalStateException ending) {
            LOG.log(System.Logger.Level.DEBUG, "The TCP connection could not be found", ending);
            return false;
        }
    }
}
