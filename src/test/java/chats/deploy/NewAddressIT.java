package chats.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chats.run.FreePort;
import chats.run.RunningBalancer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nodes that are made anew have other addresses, as with Docker. */
class NewAddressIT {
    private static final int PATIENCE_SECONDS = 60;

    @ParameterizedTest
    @EnumSource
    void theBalancerAsksForTheirNamesAgain(RunningBalancer.Kind kind) throws Exception {
        assumeTrue(kind.isInstalled(), () -> "there is no " + kind);
        InetAddress before = InetAddress.getByName("127.0.0.2");
        InetAddress after = InetAddress.getByName("127.0.0.3");
        int port = FreePort.find();
        try (NameServer names = new NameServer(before);
                RunningBalancer balancer = RunningBalancer.start(kind, port, port, named(kind, port, names.port()))) {
            try (RecordingNode node = new RecordingNode(before, port)) {
                awaitServed(balancer, node);
            }
            names.says(after);
            try (RecordingNode node = new RecordingNode(after, port)) {
                awaitServed(balancer, node);
            }
        }
    }

    private static Map<String, String> named(RunningBalancer.Kind kind, int port, int names) {
        String a = "node-a.chats.test:" + port;
        String b = "node-b.chats.test:" + port;
        return kind == RunningBalancer.Kind.HAPROXY
                ? Map.of("node-a:3000", a, "node-b:3000", b, "parse-resolv-conf", "nameserver test 127.0.0.1:" + names)
                : Map.of("node-a:3000", a, "node-b:3000", b, "resolver 127.0.0.11", "resolver 127.0.0.1:" + names);
    }

    private static void awaitServed(RunningBalancer balancer, RecordingNode node) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        URI address = URI.create("http://127.0.0.1:" + balancer.port() + "/users");
        int status = 0;
        while (node.heads().isEmpty()) {
            assertTrue(System.nanoTime() < end, "The balancer does not find the node; it last said " + status);
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            // else it goes on with the one that the balancer has to the node that was
            connection.setRequestProperty("Connection", "close");
            status = connection.getResponseCode();
            connection.disconnect();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        assertEquals(HttpURLConnection.HTTP_OK, status);
    }
}
