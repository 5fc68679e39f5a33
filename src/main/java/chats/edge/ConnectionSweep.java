package chats.edge;

import chats.admission.KnownConnections;
import chats.admission.KnownConnections.Peer;
import chats.counters.Counter;
import chats.net.Address;
import chats.settings.AdmissionSettings.Pair;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Looks at all open connections from time to time and closes those that an address has too many of, or that take too much, before they have brought
 * a valid token: no request of theirs may ever reach the application. What is known (see {@link KnownConnections}) and what comes from a trusted proxy
 * is left alone. Not for several threads.
 */
final class ConnectionSweep {
    /** The most that a request's head may have, over all its lines; what the edge lets pass has less. */
    static final int MAX_HEAD_BYTES = 32 * 1024;

    /** How long a head may take. */
    static final long HEAD_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A TCP connection to this server. */
    interface Connection {
        Peer peer();

        /** Bytes of a request's head that has not come to its end; 0 if none is under way. */
        int headBytes();

        /** Ends it without an answer. */
        void close();
    }

    /** What an address has, or all together. */
    private static final class Share {
        private int connections;
        private long bytes;
    }

    private final Pair mostConnections;
    private final Pair mostBytes;
    private final Predicate<String> isTrusted;
    private final KnownConnections known;
    private Map<Object, Long> headsSince = new IdentityHashMap<>();
    private int closed;

    ConnectionSweep(Pair mostConnections, Pair mostBytes, Predicate<String> isTrusted, KnownConnections known) {
        this.mostConnections = mostConnections;
        this.mostBytes = mostBytes;
        this.isTrusted = isTrusted;
        this.known = known;
    }

    /**
     * Looks at each of them once.
     *
     * @param open the same object for the same connection each time
     * @return how many connections of strangers are left
     */
    int sweep(Iterable<? extends Connection> open, long now) {
        Set<Peer> gone = new HashSet<>(known.all());
        Map<Object, Long> heads = new IdentityHashMap<>();
        Map<String, Share> shares = new HashMap<>();
        Share all = new Share();
        for (Connection connection : open) {
            Peer peer = connection.peer();
            gone.remove(peer);
            if (known.contains(peer) || isTrusted.test(peer.address())) {
                continue;
            }
            int head = connection.headBytes();
            if (head > 0) {
                heads.put(connection, headsSince.getOrDefault(connection, now));
            }
            Share share = shares.computeIfAbsent(
                    Address.parse(peer.address()).map(Address::group).orElse(peer.address()), address -> new Share());
            boolean tooLong = head > 0 && now - heads.get(connection) > HEAD_NANOS;
            if (head > MAX_HEAD_BYTES || tooLong || !fits(share, all, head)) {
                closed++;
                Counter.CONNECTIONS_CLOSED.add();
                heads.remove(connection);
                connection.close();
            } else {
                add(share, head);
                add(all, head);
            }
        }
        known.forget(gone);
        headsSince = heads;
        return all.connections;
    }

    /** How many were closed since the start. */
    int closed() {
        return closed;
    }

    private boolean fits(Share share, Share all, int head) {
        return isWithin(share.connections + 1, mostConnections.perAddress())
                && isWithin(all.connections + 1, mostConnections.total())
                && isWithin(share.bytes + head, mostBytes.perAddress())
                && isWithin(all.bytes + head, mostBytes.total());
    }

    private static boolean isWithin(long number, int limit) {
        return number <= limit || limit == 0;
    }

    private static void add(Share share, int head) {
        share.connections++;
        share.bytes += head;
    }
}
