package chats.liberty;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.util.Optional;

/**
 * Shuts down TCP connections of the container: a {@code TCPConnLink}, or an {@code SSLConnectionLink} if it uses TLS.
 * Only the container's own threads may close a connection. If another thread closes it while they use it, the container
 * counts it as open for ever, or the closing thread has to wait for one of them. So this class only shuts the socket
 * down. The container's threads then see the end and close the connection.
 */
public final class TcpLink {
    private static final System.Logger LOG = System.getLogger(TcpLink.class.getName());

    private static final ClassValue<Optional<TcpLink>> OF_LINK = new ClassValue<>() {
        @Override
        protected Optional<TcpLink> computeValue(Class<?> link) {
            try {
                return Optional.of(new TcpLink(link));
            } catch (NoSuchMethodException e) {
                LOG.log(System.Logger.Level.DEBUG, "Not an expected class of connections", e);
                return Optional.empty();
            }
        }
    };

    private final Method below;
    private final Method socket;

    private TcpLink(Class<?> link) throws NoSuchMethodException {
        if (link.getSimpleName().startsWith("SSL")) {
            below = link.getMethod("getDeviceLink");
            socket = null;
        } else {
            below = link.getMethod("getSocketIOChannel");
            socket = below.getReturnType().getMethod("getSocket");
        }
    }

    /** Whether connections of this class can be shut down. */
    public static boolean isKnown(Class<?> link) {
        return OF_LINK.get(link).isPresent();
    }

    /**
     * Makes the reading thread see the end of the input at once. Unread bytes are lost.
     *
     * @param link the container's object; null if the connection has ended
     * @return false if that is impossible: in another container, or for a connection that is just being closed
     */
    public static boolean shutdownInput(Object link) {
        return end(link, Socket::shutdownInput);
    }

    /** As {@link #shutdownInput}; in addition, a thread that writes fails. */
    public static boolean shutdown(Object link) {
        return end(link, tcp -> {
            tcp.shutdownInput();
            tcp.shutdownOutput();
        });
    }

    private static boolean end(Object link, Shutdown shutdown) {
        Optional<TcpLink> known = link == null ? Optional.empty() : OF_LINK.get(link.getClass());
        return known.isPresent() && known.get().endSocket(link, shutdown);
    }

    private boolean endSocket(Object link, Shutdown shutdown) {
        Object next = Reflection.call(below, link);
        if (next == null) {
            return false;
        }
        if (socket == null) {
            return end(next, shutdown);
        }
        try {
            shutdown.of((Socket) Reflection.call(socket, next));
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.TRACE, "A connection had already ended", gone);
        }
        return true;
    }

    private interface Shutdown {
        void of(Socket socket) throws IOException;
    }
}
