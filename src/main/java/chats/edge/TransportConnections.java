package chats.edge;

import chats.admission.KnownConnections.Peer;
import chats.liberty.Reflection;
import chats.liberty.TcpLink;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * The open connections of Open Liberty's TCP transport. There is no API for them: the {@code TCPChannel} keeps them in
 * queues, in its field {@code inUse}. Fields and methods are looked up by name once, in the constructor.
 */
final class TransportConnections {
    private static final int HEAD_BUFFER_BYTES = 1024;

    private final Object channel;
    private final Field count;
    private final Queue<?>[] queues;
    private final Method remoteAddress;
    private final Method remotePort;
    private final Method callback;
    private final Method partiallyParsed;
    private final Method context;
    private final Field request;
    private final Field lastBuffer;
    private final Map<Object, Entry> entries = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Looks up the queues.
     *
     * @param link the TCP connection of any request, the container's {@code TCPConnLink}
     * @param loader of the bundle that contains the HTTP transport
     * @throws ReflectiveOperationException the container does not have the expected classes
     */
    TransportConnections(Object link, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> type = link.getClass();
        channel = type.getMethod("getTCPChannel").invoke(link);
        Class<?> channels = type.getMethod("getTCPChannel").getReturnType();
        count = Reflection.field(channels, "connectionCount");
        queues = (Queue<?>[]) Reflection.get(Reflection.field(channels, "inUse"), channel);
        remoteAddress = type.getMethod("getRemoteAddress");
        remotePort = type.getMethod("getRemotePort");
        if (!TcpLink.isKnown(type)) {
            throw new NoSuchMethodException(type.getName());
        }
        callback = type.getMethod("getApplicationCallback");
        String inbound = "com.ibm.ws.http.channel.internal.";
        Class<?> http = Class.forName(inbound + "inbound.HttpInboundLink", false, loader);
        partiallyParsed = http.getDeclaredMethod("isPartiallyParsed");
        partiallyParsed.setAccessible(true);
        context = http.getMethod("getHTTPContext");
        request = Reflection.field(Class.forName(inbound + "HttpServiceContextImpl", false, loader), "myRequest");
        lastBuffer = Reflection.field(
                Class.forName("com.ibm.ws.genericbnf.internal.BNFHeadersImpl", false, loader), "parseIndex");
    }

    /** How many connections are open. */
    int count() {
        return (int) Reflection.get(count, channel);
    }

    /** All open connections without those that {@link Entry#close} has shut down. */
    List<Entry> open() {
        return Stream.of(queues)
                .flatMap(Queue::stream)
                .map(this::entry)
                .flatMap(Optional::stream)
                .filter(entry -> !entry.ending)
                .toList();
    }

    /** Empty if the connection is just being opened or closed. */
    private Optional<Entry> entry(Object link) {
        Entry known = entries.get(link);
        if (known == null
                && call(remoteAddress, link) instanceof InetAddress address
                && call(remotePort, link) instanceof Integer port) {
            known = new Entry(link, new Peer(address.getHostAddress(), port));
            entries.put(link, known);
        }
        return Optional.ofNullable(known);
    }

    /** One connection. Refers to the container's object only weakly. */
    final class Entry implements ConnectionSweep.Connection {
        private final WeakReference<Object> link;
        private final Peer peer;
        private volatile boolean ending;

        private Entry(Object link, Peer peer) {
            this.link = new WeakReference<>(link);
            this.peer = peer;
        }

        @Override
        public Peer peer() {
            return peer;
        }

        @Override
        public int headBytes() {
            Object app = call(callback, link.get());
            if (app == null
                    || !partiallyParsed.getDeclaringClass().isInstance(app)
                    || !Boolean.TRUE.equals(call(partiallyParsed, app))) {
                return 0;
            }
            Object service = call(context, app);
            Object message = service == null ? null : Reflection.get(request, service);
            return message == null ? 1 : 1 + HEAD_BUFFER_BYTES * Math.max(0, (int) Reflection.get(lastBuffer, message));
        }

        @Override
        public void close() {
            ending = true;
            TcpLink.shutdown(link.get());
        }
    }

    /**
     * Returns null if the target is null, or if the call fails, which happens for a connection that is just being
     * closed.
     */
    private static Object call(Method method, Object target) {
        try {
            return target == null ? null : Reflection.call(method, target);
        } catch (IllegalStateException ending) {
            return null;
        }
    }
}
