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
 * Checks all open connections from time to time and closes unknown ones: if their address has too many, or if the head
 * of a request is too big or too slow. The application could not do this, because such a connection may never send a
 * complete request. Known connections (see {@link KnownConnections}) and those of trusted proxies are not touched. Not
 * thread-safe.
 */
final class ConnectionSweep {
    /** Bound for the head of a request that is still arriving. {@link RequestHead} accepts only smaller ones. */
    static final int MAX_HEAD_BYTES = 32 * 1024;

    /** How long a head may take to arrive. */
    static final long HEAD_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A TCP connection to this server. */
    interface Connection {
        Peer peer();

        /** Bytes of a request's head that is still arriving; 0 if there is none. */
        int headBytes();

        /** Ends the connection without an answer. */
        void close();
    }

    /** What the unknown connections of one address, or of all addresses, take. */
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
     * Checks each connection once.
     *
     * @param open the open connections; a connection must be the same object in each call
     * @param now in nanoseconds
     * @return how many unknown connections are left
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

    /** How many connections this object has closed. */
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
