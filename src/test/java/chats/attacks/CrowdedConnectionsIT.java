package chats.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.StrangersServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Connections that bring no whole request, or too many of them, end; those of other addresses do not. */
@ExtendWith(StrangersServer.Shared.class)
@ResourceLock(StrangersServer.LOCK)
class CrowdedConnectionsIT {
    private static final int MOST = StrangersServer.CONNECTIONS_PER_ADDRESS;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String REQUEST = "GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HEADER = "a".repeat(8_000) + "\r\n";

    private final RunningServer server;
    private final List<RawRequest> open = new ArrayList<>();

    CrowdedConnectionsIT(StrangersServer shared) {
        server = shared.server();
    }

    /** By the first request the server finds its connections. */
    @BeforeEach
    void ask() throws IOException {
        try (RawRequest first = new RawRequest(server, REQUEST)) {
            assertEquals("HTTP/1.1 200 OK", first.status());
        }
    }

    @AfterEach
    void hangUp() throws IOException {
        for (RawRequest connection : open) {
            connection.close();
        }
        assertTrue(server.isRunning());
    }

    @Test
    void anAddressKeepsItsShare() throws IOException {
        connect(3 * MOST, "127.0.0.2", "");
        try (RawRequest other = RawRequest.from("127.0.0.3", server, "")) {
            awaitOpen(MOST);
            other.send(REQUEST);
            assertEquals("HTTP/1.1 200 OK", other.status());
        }
    }

    @Test
    void aHeadWithoutAnEndFillsNoMemory() throws IOException {
        for (int i = 0; i < 45; i++) {
            connect(15, "127.0.1." + (2 + i), "GET / HTTP/1.1\r\nHost: localhost\r\n");
        }
        for (RawRequest connection : open) {
            try {
                for (int i = 0; i < 40; i++) {
                    connection.send("X-" + i + ": " + HEADER);
                }
            } catch (IOException ended) {
                // which is what is to happen
            }
        }
        awaitOpen(0);
        try (RawRequest other = RawRequest.from("127.0.0.3", server, REQUEST)) {
            assertEquals("HTTP/1.1 200 OK", other.status());
        }
    }

    private void connect(int count, String from, String bytes) throws IOException {
        for (int i = 0; i < count; i++) {
            open.add(RawRequest.from(from, server, bytes));
        }
    }

    private void awaitOpen(int wanted) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        int left = stillOpen();
        while (left > wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            left = stillOpen();
        }
        assertEquals(wanted, left, "connections that are still open");
    }

    private int stillOpen() throws IOException {
        int count = 0;
        for (RawRequest connection : open) {
            count += connection.isUnanswered() ? 1 : 0;
        }
        return count;
    }
}
