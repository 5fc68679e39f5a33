package chats.liberty;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.util.Optional;

/**
 * The container's side of a TCP connection, its {@code TCPConnLink}, or its {@code SSLConnectionLink} where TLS lies on top. The container's own threads
 * close it: closed by another thread while they work at it, it is counted as open for good, or the closing thread waits for one of theirs. So what is to
 * end has its socket shut down, and they find the end.
 */
public final class TcpLink {
    private static final System.Logger LOG = System.getLogger(TcpLink.class.getName());

    private static final ClassValue<Optional<TcpLink>> OF_LINK = new ClassValue<>() {
        @Override
        protected Optional<TcpLink> computeValue(Class<?> link) {
            try {
                return Optional.of(new TcpLink(link));
            } catch (NoSuchMethodException e) {
                LOG.log(System.Logger.Level.DEBUG, "Not a connection that is known", e);
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
     * Makes whoever reads find the end at once; what was not read yet is lost.
     *
     * @param link of the container; null for a connection that has ended
     * @return false where that cannot be done: in a container that is not known, or for a connection that is just ending
     */
    public static boolean shutdownInput(Object link) {
        return end(link, Socket::shutdownInput);
    }

    /** As {@link #shutdownInput}, and whoever writes fails as well. */
    public static boolean shutdown(Object link) {
        return end(link, tcp -> {
            tcp.shutdownInput();
            tcp.shutdownOutput();
        });
    }

    private static boolean end(Object link, End end) {
        Optional<TcpLink> known = link == null ? Optional.empty() : OF_LINK.get(link.getClass());
        return known.isPresent() && known.get().endSocket(link, end);
    }

    private boolean endSocket(Object link, End end) {
        Object next = Reflection.call(below, link);
        if (next == null) {
            return false;
        }
        if (socket == null) {
            return end(next, end);
        }
        try {
            end.of((Socket) Reflection.call(socket, next));
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.TRACE, "A connection has ended by itself", gone);
        }
        return true;
    }

    private interface End {
        void of(Socket socket) throws IOException;
    }
}
