package chats.deploy;

import static chats.deploy.Balanced.ANOTHER;
import static chats.deploy.Balanced.GET;
import static chats.deploy.Balanced.HOST;
import static chats.deploy.Balanced.ONE;
import static chats.deploy.Balanced.POST;
import static chats.deploy.Balanced.SOCKET;
import static chats.deploy.Balanced.body;
import static chats.deploy.Balanced.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningBalancer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one address may take of the balancers of {@code deploy/}, with smaller numbers than theirs. */
class BalancerLimitsIT {
    private static final Map<RunningBalancer.Kind, Map<String, String>> SOON = Map.of(
            RunningBalancer.Kind.HAPROXY,
            Map.of("http-request 10s", "http-request 1s", "wait-for-body time 10s", "wait-for-body time 1s"),
            RunningBalancer.Kind.NGINX,
            Map.of("header_timeout 10s", "header_timeout 1s", "body_timeout 5s", "body_timeout 1s"));
    private static final Map<RunningBalancer.Kind, Map<String, String>> FIVE_CONNECTIONS = Map.of(
            RunningBalancer.Kind.HAPROXY, Map.of("conn_cur(addresses) gt 2000", "conn_cur(addresses) gt 5"),
            RunningBalancer.Kind.NGINX, Map.of("limit_conn connections 2000", "limit_conn connections 5"));
    private static final Map<RunningBalancer.Kind, Map<String, String>> FIVE_AND_THIRTY_REQUESTS = Map.of(
            RunningBalancer.Kind.HAPROXY,
            Map.of(
                    "gt 3000 }",
                    "gt 30 }",
                    "(handshakes) gt 500",
                    "(handshakes) gt 5",
                    "(hashes) gt 200",
                    "(hashes) gt 5"),
            RunningBalancer.Kind.NGINX,
            Map.of(
                    "burst=3000",
                    "burst=29",
                    "burst=500",
                    "burst=4",
                    "burst=200",
                    "burst=4",
                    "rate=300r/s",
                    "rate=1r/m",
                    "rate=50r/s",
                    "rate=1r/m",
                    "rate=20r/s",
                    "rate=1r/m"));

    @ParameterizedTest
    @EnumSource
    void whoIsSlowIsCutOffBeforeANodeHearsOfIt(RunningBalancer.Kind kind) throws IOException {
        List<String> begun = List.of(
                "", GET, POST + "Content-Length: 100\r\n\r\n{", POST + "Transfer-Encoding: chunked\r\n\r\n5\r\n{");
        try (Balanced site = Balanced.by(kind, SOON.get(kind))) {
            for (String each : begun) {
                int status = site.status(ONE, each);
                assertTrue(status == 408 || status == 0, () -> status + " to " + each);
            }
            assertEquals(List.of(), site.heard());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressHasSoManyConnectionsAndNoMore(RunningBalancer.Kind kind) throws IOException {
        List<Socket> open = new ArrayList<>();
        try (Balanced site = Balanced.by(kind, FIVE_CONNECTIONS.get(kind))) {
            for (int each = 0; each < 5; each++) {
                open.add(site.open(ONE, SOCKET));
                assertEquals(101, Balanced.status(open.get(each)));
            }
            int refused = site.status(ONE, GET + "\r\n");
            assertTrue(refused == 429 || refused == 0, () -> refused + " to one too many");
            assertEquals(200, site.status(ANOTHER, GET + "\r\n"), "nobody else is concerned");
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressHasARateOfRequestsOfHandshakesAndOfHashes(RunningBalancer.Kind kind) throws IOException {
        String login = "POST /auth/login HTTP/1.1\r\n" + HOST + body(10);
        try (Balanced site = Balanced.by(kind, FIVE_AND_THIRTY_REQUESTS.get(kind))) {
            for (String limited : List.of(get("/socket.io/?EIO=4&transport=polling"), login)) {
                for (int each = 0; each < 5; each++) {
                    assertEquals(200, site.status(ONE, limited));
                }
                assertEquals(429, site.status(ONE, limited));
                assertEquals(200, site.status(ANOTHER, limited), "nobody else is concerned");
            }
            assertEquals(429, site.status(ONE, SOCKET), "a handshake of the other door is one too");
            int served = 0;
            while (site.status(ONE, GET + "\r\n") == 200) {
                assertTrue(++served < 30, "requests have no rate");
            }
            assertTrue(served > 0, "they have one of their own");
        }
    }
}
