package chats.admission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The TCP connections over which a valid token has come. They do not count against {@code LIMIT_CONNECTIONS}. A
 * connection is identified by its peer's address and port; the peer may be a proxy. {@code chats.edge.ConnectionSweep}
 * removes closed connections from time to time. Until its first call nothing is kept, because nothing would be removed.
 * Thread-safe.
 */
@ApplicationScoped
public class KnownConnections {
    /** The peer of a connection. */
    public record Peer(String address, int port) {
        private static final Peer GONE = new Peer("", 0);

        /** The peer of a request. Open Liberty throws a NullPointerException if the connection has just ended. */
        public static Peer of(HttpServletRequest request) {
            try {
                return new Peer(request.getRemoteAddr(), request.getRemotePort());
            } catch (NullPointerException ended) {
                return GONE;
            }
        }
    }

    private final Set<Peer> known = ConcurrentHashMap.newKeySet();
    private volatile boolean isSwept;

    /** Adds the peer, over whose connection a valid token has come. */
    public void add(Peer peer) {
        if (isSwept) {
            known.add(peer);
        }
    }

    public boolean contains(Peer peer) {
        return known.contains(peer);
    }

    public int size() {
        return known.size();
    }

    /** Returns a copy of the known peers. From the first call on they are kept. */
    public Set<Peer> all() {
        isSwept = true;
        return Set.copyOf(known);
    }

    /** Removes peers whose connections are closed. */
    public void forget(Set<Peer> closed) {
        known.removeAll(closed);
    }
}
