package chats.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The container's parser does not keep what clients send, and does not search or copy it for each further value. */
@SharedServer
@ResourceLock(ServerUnderTest.LOCK)
class ParserIT {
    private static final String VALUES = "com.ibm.wsspi.http.channel.values.";
    private static final int REQUESTS = 1_000;
    /** How many entries may remain, because the tables are pruned only now and then. */
    private static final int SPARE = 300;

    private final RunningServer server;

    ParserIT(RunningServer server) {
        this.server = server;
    }

    @Test
    void valuesOfRequestsAreNotKept() throws IOException {
        for (String kind : new String[] {"MethodValues", "ConnectionValues", "ExpectValues", "HttpHeaderKeys"}) {
            int before = server.instances(VALUES + kind);
            try (RawHttp connection = new RawHttp(server.port())) {
                for (int i = 0; i < REQUESTS; i++) {
                    String word = "w" + UUID.randomUUID();
                    connection.send(
                            switch (kind) {
                                case "MethodValues" -> word + " /users HTTP/1.1\r\nHost: here\r\n\r\n";
                                case "ConnectionValues" -> with("Connection: " + word);
                                case "ExpectValues" -> with("Expect: " + word);
                                default -> with(word + ": x");
                            });
                    assertEquals(401, connection.answer().status());
                }
            }
            int more = server.instances(VALUES + kind) - before;
            assertTrue(more <= SPARE, () -> kind + ": " + more + " more");
        }
    }

    /**
     * The container would copy the list of these headers' values for each further value. 1.6 MB of them took minutes,
     * and the 360 KB that a head may have now took seconds. If the connections are checked while such a head arrives, the
     * server ends its connection without an answer.
     */
    @ParameterizedTest
    @ValueSource(strings = {"Connection", "Transfer-Encoding", "Content-Encoding"})
    void aHeadFullOfWordsIsAnsweredAtOnce(String header) throws IOException {
        String line = header + ": " + "a,".repeat(4_000) + "\r\n";
        try (RawHttp connection = new RawHttp(server.port())) {
            connection.send("GET /users HTTP/1.1\r\nHost: here\r\n" + line.repeat(45) + "\r\n");

            for (RawAnswer answer : connection.answersToTheEnd()) {
                assertEquals(413, answer.status());
            }
        }
    }

    /** Too large to be accepted, and too small for its connection to be ended while it arrives. */
    @ParameterizedTest
    @ValueSource(strings = {"Connection", "Transfer-Encoding", "Content-Encoding"})
    void aHeadThatIsALittleTooLargeIsRefused(String header) throws IOException {
        String line = header + ": " + "a,".repeat(3_100) + "\r\n";
        try (RawHttp connection = new RawHttp(server.port())) {
            connection.send("GET /users HTTP/1.1\r\nHost: here\r\n" + line.repeat(4) + "\r\n");

            assertEquals(413, connection.answer().status());
        }
    }

    private static String with(String header) {
        return "GET /users HTTP/1.1\r\nHost: here\r\n" + header + "\r\n\r\n";
    }
}
