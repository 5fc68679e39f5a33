package chats.stories;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the server keeps outside the heap for a socket that says nothing, which no figure of the heap shows. */
@ResourceLock(Stage.LOCK)
class IdleSocketMemoryIT extends Story {
    private static final int SOCKETS = 90;
    private static final String BUFFER = "java.nio.DirectByteBuffer";

    /** The one that its request was read into, that of the answer's headers, and that of the first frame. */
    private static final int KEPT = 3;

    @Test
    void aSocketKeepsNoBufferToWriteThrough() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        Person alice = person("alice");
        List<WebSocket> sockets = new ArrayList<>();
        sockets.add(idle(http, alice));
        int before = server().instances(BUFFER);
        assertTrue(before > 0, "buffers are counted");
        while (sockets.size() <= SOCKETS) {
            sockets.add(idle(http, alice));
        }
        int kept = server().instances(BUFFER) - before;
        sockets.forEach(WebSocket::abort);
        assertTrue(kept < SOCKETS * (KEPT + 1) - SOCKETS / 2, () -> kept + " buffers for " + SOCKETS + " sockets");
    }

    private WebSocket idle(HttpClient http, Person person) throws InterruptedException {
        return TextSocket.connect(http, server().ws(""), person, TextSocket.listener());
    }
}
