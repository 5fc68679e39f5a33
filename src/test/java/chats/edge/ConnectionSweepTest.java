package chats.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.admission.KnownConnections;
import chats.admission.KnownConnections.Peer;
import chats.settings.AdmissionSettings.Pair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionSweepTest {
    private final KnownConnections known = new KnownConnections();
    private final List<Fake> open = new ArrayList<>();
    private final ConnectionSweep sweep =
            new ConnectionSweep(new Pair(3, 8), new Pair(40_000, 100_000), "10.0.0.1"::equals, known);

    private static final class Fake implements ConnectionSweep.Connection {
        private final Peer peer;
        private int head;
        private boolean closed;

        private Fake(String address, int port, int head) {
            peer = new Peer(address, port);
            this.head = head;
        }

        @Override
        public Peer peer() {
            return peer;
        }

        @Override
        public int headBytes() {
            return head;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @BeforeEach
    void begin() {
        sweep.sweep(List.of(), 0);
    }

    @Test
    void anAddressHasItsShareAndKeepsThoseItHadFirst() {
        for (int i = 0; i < 5; i++) {
            connect("198.51.100.1", 0);
        }
        Fake other = connect("198.51.100.2", 0);
        assertEquals(4, sweep.sweep(open, 1), "left");
        assertEquals(List.of(false, false, false, true, true, false), closed());
        assertFalse(other.closed);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        for (int i = 1; i < 6; i++) {
            connect("2001:db8:0:0:0:0:0:" + i, 0);
        }
        sweep.sweep(open, 1);
        assertEquals(2, sweep.closed());
    }

    @Test
    void whatIsKnownOrComesFromATrustedProxyDoesNotCount() {
        for (int i = 0; i < 20; i++) {
            known.add(connect("198.51.100.1", 0).peer());
            connect("10.0.0.1", 0);
        }
        sweep.sweep(open, 1);
        assertEquals(0, sweep.closed());
        assertEquals(20, known.size());
        open.clear();
        sweep.sweep(open, 2);
        assertEquals(0, known.size());
    }

    @Test
    void allTogetherHaveNoMoreThanThereIs() {
        for (int i = 0; i < 12; i++) {
            connect("198.51.100." + i, 0);
        }
        sweep.sweep(open, 1);
        assertEquals(4, sweep.closed());
    }

    @Test
    void headsThatGrowAreBoundedForEachAddressAndForAll() {
        Fake tooBig = connect("198.51.100.1", 33_000);
        Fake first = connect("198.51.100.1", 30_000);
        Fake second = connect("198.51.100.1", 20_000);
        sweep.sweep(open, 1);
        assertTrue(tooBig.closed);
        assertFalse(first.closed);
        assertTrue(second.closed);
    }

    @Test
    void aHeadTakesTenSecondsAtMost() {
        Fake slow = connect("198.51.100.1", 100);
        Fake quick = connect("198.51.100.2", 100);
        sweep.sweep(open, 1);
        quick.head = 0;
        sweep.sweep(open, ConnectionSweep.HEAD_NANOS);
        quick.head = 100;
        sweep.sweep(open, ConnectionSweep.HEAD_NANOS + 2);
        assertTrue(slow.closed);
        assertFalse(quick.closed);
    }

    private Fake connect(String address, int head) {
        Fake connection = new Fake(address, 1_024 + open.size(), head);
        open.add(connection);
        return connection;
    }

    private List<Boolean> closed() {
        return open.stream().map(connection -> connection.closed).toList();
    }
}
