package chats.edge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.Patience;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A client without a token can neither forge log lines nor cause many of them. */
@SharedServer
@ResourceLock(ServerUnderTest.LOCK)
class LogIT {
    private static final int BYTES_A_REQUEST = 200;
    private static final String MARK = "socket_refused";
    private static final String JSON = "Content-Type: application/json\r\nContent-Length: 2\r\n";

    private static final List<String> REQUESTS = List.of(
            get("/metrics?scope=x%0aforged", ""),
            get("/metrics?name=forged", ""),
            get("/metrics?scope=forged&scope=forged", ""),
            get("/metrics/forged", ""),
            get("/health/forged", ""),
            get("/openapi/forged", ""),
            get("/openapi?forged=%zz", ""),
            get("/openapi/ui/forged", ""),
            get("/openapi/ui/" + "forged".repeat(2_000), ""),
            get("/ibm/api/", ""),
            get("/forged%5c", ""),
            get("/forged%2f", ""),
            get("/forged%2e", ""),
            get("/forged\\", ""),
            get("/forged%00", ""),
            get("/forged#", ""),
            get("/users", "Accept: \"\r\n"),
            get("/users", "Accept: ;\r\n"),
            get("/openapi", "Accept: \"\r\n"),
            get("/health", "Accept: a/b;q=forged\r\n"),
            get("/metrics", "Accept: a/b;q=forged\r\n"),
            get("/", "Cookie: $Version=forged\r\n"),
            get("/openapi/ui/", "If-Modified-Since: forged\r\n"),
            post(JSON + "Accept: \"\r\n"),
            post(JSON + "Accept: a/b;c=\"forged\r\n"),
            post(JSON + "Accept: a/b\r\nAccept: \"\r\n"),
            post(JSON + "Accept-Language: *;q=forged\r\n"),
            post("Content-Type: \"\r\nContent-Length: 2\r\n"),
            post("Content-Type: application/json\r\nContent-Type: \"\r\nContent-Length: 2\r\n"),
            post("Content-Type: application/json;charset=forged\r\nContent-Length: 2\r\n"),
            post("Content-Type: multipart/form-data;boundary=forged\r\nContent-Length: 2\r\n"),
            "TRACE / HTTP/1.1\r\nHost: here\r\nX: forged\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: here\r\n\r\n",
            "forged\r\n\r\n",
            "GET / HTTP/1.1\r\nforged forged: forged\r\n\r\n");

    private final RunningServer server;

    LogIT(RunningServer server) {
        this.server = server;
    }

    @Test
    void aRequestWithoutATokenLeavesNoMoreThanALine() throws IOException {
        int before = server.log().length();
        for (String request : REQUESTS) {
            send(request);
        }
        // log lines are in order: when this one is there, so are those before it
        send("GET /chats HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        Patience.until(
                "the mark is logged", () -> server.log().substring(before).contains(MARK));
        String written = server.log().substring(before);

        assertFalse(written.contains("forged"), written);
        assertFalse(written.contains("\tat "), written);
        assertTrue(written.length() <= BYTES_A_REQUEST * (REQUESTS.size() + 1), written);
    }

    private void send(String request) throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            connection.send(request).answer();
        }
    }

    private static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n";
    }

    private static String post(String headers) {
        return "POST /auth/login HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n{}";
    }
}
