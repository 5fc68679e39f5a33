package chats.admission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The TCP connections that have brought a valid token and therefore do not count against {@code LIMIT_CONNECTIONS}. A connection is known by its
 * peer, which is the proxy where there is one. Whoever limits connections says from time to time which ones are still open; while nobody does,
 * nothing is kept.
 */
@ApplicationScoped
public class KnownConnections {
    /** One end of a connection. */
    public record Peer(String address, int port) {
        private static final Peer GONE = new Peer("", 0);

        /** Of a connection that has just ended Open Liberty knows nothing any more, and says so by an exception. */
        public static Peer of(HttpServletRequest request) {
            try {
                return new Peer(request.getRemoteAddr(), request.getRemotePort());
            } catch (NullPointerException ended) {
                return GONE;
            }
        }
    }

    private final Set<Peer> known = ConcurrentHashMap.newKeySet();
    private volatile boolean kept;

    /** The peer has shown a valid token. */
    public void add(Peer peer) {
        if (kept) {
            known.add(peer);
        }
    }

    public boolean contains(Peer peer) {
        return known.contains(peer);
    }

    public int size() {
        return known.size();
    }

    /** Those known now, a copy; from now on they are kept. */
    public Set<Peer> all() {
        kept = true;
        return Set.copyOf(known);
    }

    /** These are not open any more. */
    public void forget(Set<Peer> closed) {
        known.removeAll(closed);
    }
}
