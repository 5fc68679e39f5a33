package chats.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.StrangersServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Bodies that come slowly hold no thread, and not for long. */
@ExtendWith(StrangersServer.Shared.class)
@ResourceLock(StrangersServer.LOCK)
@Order(2)
class SlowBodiesIT {
    private static final int MORE_THAN_THE_SERVER_HAS_THREADS = 40;

    private final RunningServer server;
    private final List<RawRequest> slow = new ArrayList<>();

    SlowBodiesIT(StrangersServer shared) {
        server = shared.server();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (RawRequest request : slow) {
            request.close();
        }
    }

    @Test
    void nobodyWaitsOnAThreadForABodyWithALength() throws IOException {
        nobodyWaitsFor(RawRequest.post("/auth/login", 1_000) + "{");
    }

    @Test
    void norForOneInChunks() throws IOException {
        nobodyWaitsFor(RawRequest.postChunks("/auth/login") + "1\r\n{\r\n");
    }

    @Test
    void norForOneThatWasAskedFor() throws IOException {
        nobodyWaitsFor(RawRequest.post("/auth/refresh", 1_000).replace("Host:", "Expect: 100-continue\r\nHost:"));
    }

    private void nobodyWaitsFor(String start) throws IOException {
        for (int i = 0; i < MORE_THAN_THE_SERVER_HAS_THREADS; i++) {
            slow.add(new RawRequest(server, start));
        }
        try (RawRequest other = RawRequest.from("127.0.0.2", server, RawRequest.post("/auth/login", 2) + "{}")) {
            assertEquals("HTTP/1.1 400 Bad Request", other.status());
        }
        assertFalse(server.threads().contains("JsonReader.bytes"), "no thread reads a body");
        for (RawRequest request : slow) {
            request.send(" ");
        }
    }

    @Test
    void aBodyInPiecesIsTakenAsAWhole() throws IOException {
        List<String> pieces = List.of("{\"email\":\"nobody@example.org\",", "\"password\"", ":\"abcdefgh\"", "}");
        int length = String.join("", pieces).length();
        try (RawRequest whole = new RawRequest(server, RawRequest.post("/auth/login", length));
                RawRequest chunked = new RawRequest(server, RawRequest.postChunks("/auth/login"))) {
            for (String piece : pieces) {
                assertTrue(whole.isUnanswered());
                assertTrue(chunked.isUnanswered());
                whole.send(piece);
                chunked.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
            }
            assertEquals("HTTP/1.1 401 Unauthorized", whole.status());
            assertTrue(chunked.isUnanswered());
            chunked.send("0\r\n\r\n");
            assertEquals("HTTP/1.1 401 Unauthorized", chunked.status());
        }
    }

    @Test
    void aBodyThatTakesTooLongIsRefusedAndItsConnectionEnds() throws IOException {
        try (RawRequest request = new RawRequest(server, RawRequest.post("/auth/login", 1_000) + "{")) {
            String answer = request.answerToTheEnd();
            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertTrue(answer.contains("did not arrive within"), answer);
        }
    }

    @Test
    void oneThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        try (RawRequest request = new RawRequest(server, RawRequest.post("/auth/login", 1_000_000))) {
            assertTrue(request.answerToTheEnd().startsWith("HTTP/1.1 413 "));
        }
        try (RawRequest request = new RawRequest(server, RawRequest.postChunks("/auth/login"))) {
            request.send("fffff\r\n" + " ".repeat(70_000));
            assertTrue(request.answerToTheEnd().startsWith("HTTP/1.1 413 "));
        }
    }

    @Test
    void whatUnfinishedBodiesHoldIsBounded() throws IOException {
        String most = RawRequest.post("/auth/login", 65_000) + " ".repeat(64_000);
        for (int i = 0; i < 30; i++) {
            slow.add(new RawRequest(server, most));
        }
        int refused = 0;
        for (RawRequest request : slow) {
            refused += request.status().startsWith("HTTP/1.1 429 ") ? 1 : 0;
        }
        assertTrue(refused >= 12 && refused < 30, refused + " of 30 bodies of 64 KB found no room in 1 MiB");
    }
}
