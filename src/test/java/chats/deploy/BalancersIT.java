package chats.deploy;

import static chats.deploy.Balanced.GET;
import static chats.deploy.Balanced.HOST;
import static chats.deploy.Balanced.ONE;
import static chats.deploy.Balanced.POST;
import static chats.deploy.Balanced.body;
import static chats.deploy.Balanced.get;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningBalancer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the balancers of {@code deploy/} let through, each with its real program; skipped where that is not installed. */
class BalancersIT {
    private static final String CHUNK = "\r\n\r\n3\r\nabc\r\n0\r\n\r\n";

    @ParameterizedTest
    @EnumSource
    void nodesHearOneAddressAndOneScheme(RunningBalancer.Kind kind) throws IOException {
        try (Balanced site = Balanced.by(kind, Map.of())) {
            String claims = "X-Forwarded-For: 9.9.9.9\r\nX-Forwarded-For: 8.8.8.8\r\nX-Forwarded-Proto: https\r\n"
                    + "X-Forwarded-Host: evil\r\nX-Forwarded-Port: 1\r\nForwarded: for=7.7.7.7\r\n$WSSN: evil\r\n"
                    + "$WSRA: 6.6.6.6\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n";
            assertEquals(200, site.status(ONE, GET + claims + "\r\n"));
            String head = site.heard().get(0).toLowerCase(Locale.ROOT);
            assertEquals(
                    List.of("x-forwarded-for: " + ONE, "x-forwarded-proto: http"),
                    head.lines()
                            .filter(line -> line.matches("(x-)?forwarded.*"))
                            .sorted()
                            .toList());
            assertTrue(!head.contains("evil") && !head.contains("6.6.6.6") && !head.contains("h2c"), head);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAmbiguousReachesNoNode(RunningBalancer.Kind kind) throws IOException {
        try (Balanced site = Balanced.by(kind, Map.of())) {
            assertAll(ambiguous().stream().map(request -> () -> {
                int status = site.status(ONE, request);
                assertTrue(status >= 400 && status < 600 && status != 502, () -> status + " to " + request);
            }));
            assertEquals(List.of(), site.heard());
            assertEquals(200, site.status(ONE, POST + "Transfer-Encoding: chunked" + CHUNK));
            assertEquals(200, site.status(ONE, get("/users?search=%25%2f;%5c")));
            assertEquals(200, site.status(ONE, get("/socket.io/?EIO=4")));
        }
    }

    private static List<String> ambiguous() {
        List<String> requests = new ArrayList<>();
        Stream.of("+3", "0x3", "", "-3", "3, 4")
                .forEach(length -> requests.add(POST + "Content-Length: " + length + "\r\n\r\nabc"));
        requests.add(POST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd");
        Stream.of("xchunked", "identity", "gzip, chunked", "chunked, identity", "chunked, chunked", "\u000bchunked")
                .forEach(coding -> requests.add(POST + "Transfer-Encoding: " + coding + CHUNK));
        requests.add(POST + "Transfer-Encoding: chunked\r\n\r\n100000003\r\nabc\r\n0\r\n\r\n");
        Stream.of("A: a\rB: b\r\n", "A : a\r\n", "A: a\u0000b\r\n", "Host: other\r\n")
                .forEach(line -> requests.add(GET + line + "\r\n"));
        requests.add(GET + "A: " + "a".repeat(17_000) + "\r\n\r\n");
        Stream.of("/auth;x/register", "/%61uth/register", "/a%2fb", "/a\\b", "//users", "/x/../users", "/./users")
                .forEach(target -> requests.add(get(target)));
        Stream.of("/\u0001", "*", "http://other.example/").forEach(target -> requests.add(get(target)));
        Stream.of("GET / HTTP/1.2", "GET / HTTP/11", "GET / http/1.1", "GET / FOO/1.1")
                .forEach(line -> requests.add(line + "\r\n" + HOST + "\r\n"));
        Stream.of("TRACE", "CONNECT", "FOO")
                .forEach(method -> requests.add(method + " / HTTP/1.1\r\n" + HOST + "\r\n"));
        requests.add("GET / HTTP/1.1\r\n\r\n");
        return requests;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOnTheManagementPortIsNotToBeHad(RunningBalancer.Kind kind) throws IOException {
        try (Balanced site = Balanced.by(kind, Map.of())) {
            for (String path :
                    List.of("/health", "/health/ready", "/metrics", "/metrics/", "/metrics?scope=x", "/openapi/ui/x")) {
                assertEquals(404, site.status(ONE, get(path)), path);
            }
            assertEquals(200, site.status(ONE, get("/health/live")), "the balancer's own health");
            assertEquals(List.of(), site.heard());
            assertEquals(200, site.status(ONE, get("/openapi")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodiesAreBounded(RunningBalancer.Kind kind) throws IOException {
        String poll = "POST /socket.io/?EIO=4&sid=a.x HTTP/1.1\r\n" + HOST;
        try (Balanced site = Balanced.by(kind, Map.of())) {
            assertEquals(200, site.status(ONE, POST + body(65_536)));
            assertEquals(200, site.status(ONE, poll + body(1_000_000)));
            int heard = site.heard().size();
            assertEquals(413, site.status(ONE, POST + "Content-Length: 65537\r\n\r\n"));
            assertEquals(413, site.status(ONE, poll + "Content-Length: 1048577\r\n\r\n"));
            assertEquals(heard, site.heard().size());
        }
    }
}
