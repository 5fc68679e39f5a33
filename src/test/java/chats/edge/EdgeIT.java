package chats.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.errors.Problem;
import chats.json.Json;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the server answers requests that two servers could understand differently. */
@SharedServer
class EdgeIT {
    private static final String SECOND = "GET /users?second HTTP/1.1\r\nHost: here\r\n\r\n";
    /** More than the server has threads. */
    private static final int MANY = 60;

    private final RunningServer server;

    EdgeIT(RunningServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: +42\r\n",
                "Content-Length: 42,42\r\n",
                "Content-Length: 0x2a\r\n",
                "Content-Length:\r\n",
                "Content-Length: -42\r\n",
                "Content-Length: 18446744073709551616\r\n",
                "Content-Length: 0\r\nContent-Length: 42\r\n",
                "Content-Length : 42\r\n",
                "ContentMLength: 42\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: gzip\r\n",
                "TransferMEncoding: chunked\r\n",
                "Transfer-%ncoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 42\r\n",
                "X: a\rContent-Length: 42\r\n",
                "X: a\nContent-Length: 42\r\n",
                "X: a\r\n Content-Length: 42\r\n",
                "Host: there\r\n"
            })
    void aBodyWhoseEndIsInDoubtIsNoSecondRequest(String headers) throws IOException {
        for (String target : List.of("POST /chats", "GET /health/live", "GET /metrics", "GET /openapi")) {
            String head = target + " HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n";
            assertRefusedAndEnded(head + SECOND);
        }
        String head = "POST /chats HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n";
        assertRefusedAndEnded(head, SECOND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /users HTTP/1.1\r\n\r\n",
                "GET /users HTTP/1.1\rHost: here\r\n\r\n",
                "GET /users HTTP/1.1\nHost: here\n\n",
                "GET /users HTTP/1.2\r\nHost: here\r\n\r\n",
                "GET /users HTTP/0.9\r\nHost: here\r\n\r\n",
                "GET  /users HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET http://there/users HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /users;x HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /metrics/..;/users HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /health/../users HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /health%2flive HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /users%00 HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /us\u0001ers HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /us\\ers HTTP/1.1\r\nHost: here\r\n\r\n",
                "GET /openapi?a=%zz HTTP/1.1\r\nHost: here\r\n\r\n"
            })
    void anAmbiguousRequestIsTheLastOne(String request) throws IOException {
        assertRefusedAndEnded(request + SECOND);
    }

    /**
     * The container parses the size of a chunk as a number of 32 bits, and stops at the first character that is not
     * hexadecimal.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\r\n\r\n",
                "100000000\r\n\r\n",
                "0;a=b\r\n\r\n",
                "0 junk\r\n\r\n",
                "0\r\nTrailer: x\r\n\r\n",
                "ffffffff\r\n",
                "80000000\r\n",
                "0x0\r\n\r\n",
                "0\n\n"
            })
    void nothingBehindChunksIsARequest(String body) throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            connection.send("POST /chats HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n" + body + SECOND);

            assertEquals(
                    List.of(401),
                    connection.answersToTheEnd().stream().map(RawAnswer::status).toList());
        }
    }

    @Test
    void aRefusedRequestWhoseBodyNeverEndsHoldsNothing() throws IOException {
        List<RawHttp> connections = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            connections.add(new RawHttp(server.port())
                    .send("POST /auth/login HTTP/1.1\r\nHost: here\r\nContent-Length: 1000\r\nHost: there\r\n\r\n{"));
        }
        try (RawHttp other = new RawHttp(server.port())) {
            assertEquals(
                    200,
                    other.send("GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n")
                            .answer()
                            .status());
        }
        for (RawHttp connection : connections) {
            assertEquals(1, connection.answersToTheEnd().size());
            connection.close();
        }
    }

    @Test
    @ResourceLock(ServerUnderTest.HASHES)
    void whatIsNotAmbiguousIsAnsweredInOrder() throws IOException {
        String body = Json.write(java.util.Map.of("email", "nobody@example.org", "password", "wrong password"));
        String post = "POST /auth/login HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n";
        try (RawHttp connection = new RawHttp(server.port())) {
            connection
                    .send("GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n")
                    .send(post + "Content-Length: " + body.length() + "\r\n\r\n" + body + SECOND)
                    .send("\r\nGET /nothing HTTP/1.1\r\nHost: here\r\nConn")
                    .send("ection: keep-alive, Close\r\n\r\n" + SECOND);

            assertEquals(200, connection.answer().status());
            assertEquals(401, connection.answer().status());
            assertTrue(connection.answer().body().contains("token"), "the second request has none");
            assertEquals(1, connection.answersToTheEnd().size());
        }
    }

    @Test
    void oneAnswerAfterTheOtherSaysThatItComesInChunks() throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            for (int i = 0; i < 3; i++) {
                RawAnswer answer = connection
                        .send("GET /metrics HTTP/1.1\r\nHost: here\r\n\r\n")
                        .answer();
                assertEquals("chunked", answer.header("Transfer-Encoding"));
                assertTrue(answer.body().contains("chats_open_sockets"));
            }
        }
    }

    @Test
    @ResourceLock(ServerUnderTest.HASHES)
    void aBodyInChunksIsRead() throws IOException {
        String body = Json.write(java.util.Map.of("email", "nobody@example.org", "password", "wrong password"));
        try (RawHttp connection = new RawHttp(server.port())) {
            connection
                    .send("POST /auth/login HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n")
                    .send("Transfer-Encoding: chunked\r\n\r\n5\r\n" + body.substring(0, 5) + "\r\n")
                    .send(Integer.toHexString(body.length() - 5) + "\r\n" + body.substring(5) + "\r\n0\r\n\r\n");
            RawAnswer answer = connection.answer();

            assertEquals("unauthorized", Json.read(answer.body()).path("code").asText());
        }
    }

    private void assertRefusedAndEnded(String... parts) throws IOException {
        try (RawHttp connection = new RawHttp(server.port())) {
            for (String part : parts) {
                connection.send(part);
            }
            List<RawAnswer> answers = connection.answersToTheEnd();

            assertEquals(List.of(400), answers.stream().map(RawAnswer::status).toList(), () -> String.join("", parts));
            assertEquals(Problem.MEDIA_TYPE, answers.get(0).header("Content-Type"));
            assertEquals("close", answers.get(0).header("Connection").toLowerCase(java.util.Locale.ROOT));
        }
    }
}
