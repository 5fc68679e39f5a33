package chats.socketio.server;

import static chats.socketio.server.EchoServer.POLLING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.ArquillianServer;
import chats.socketio.websocket.ClientFrames;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ArquillianExtension.class)
@ResourceLock(ArquillianServer.LOCK)
class WebSocketIT {

    private static final String WEBSOCKET = "EIO=4&transport=websocket";
    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_RESERVED = 0x83;

    @ArquillianResource
    private URI base;

    private EchoServer server;

    @Deployment(testable = false)
    static WebArchive application() {
        return EchoServer.application();
    }

    @BeforeEach
    void connect() {
        server = new EchoServer(base);
    }

    private TextSocket opens(String query) {
        return TextSocket.open(server.http(), server.webSocket(query));
    }

    private TextSocket connects() throws Exception {
        TextSocket socket = opens(WEBSOCKET);
        assertTrue(socket.hears().startsWith("0{"));
        socket.sends("40{\"token\":\"123\"}");
        assertTrue(socket.hears().startsWith("40{\"sid\":"));
        assertEquals("42[\"auth\",{\"token\":\"123\"}]", socket.hears());
        return socket;
    }

    @Test
    void eventsAndAcknowledgementsGoBothWays() throws Exception {
        TextSocket socket = connects();
        socket.sends("42[\"a\",\"안녕\"]", "427[\"b\",1,2]");
        assertEquals("42[\"a\",\"안녕\"]", socket.hears());
        assertEquals("437[1,2]", socket.hears());
    }

    @Test
    void bigMessagesGoBothWays() throws Exception {
        TextSocket socket = connects();
        String event = "42[\"a\",\"" + "é".repeat(400_000) + "\"]";
        socket.sends(event);
        assertEquals(event, socket.hears());
    }

    @Test
    void manyMessagesKeepTheirOrder() throws Exception {
        TextSocket socket = connects();
        for (int i = 0; i < 2_000; i++) {
            socket.sends("42[\"a\"," + i + "]");
        }
        for (int i = 0; i < 2_000; i++) {
            assertEquals("42[\"a\"," + i + "]", socket.hears());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "transport=websocket",
                "EIO=abc&transport=websocket",
                "EIO=4",
                "EIO=4&transport=abc",
                POLLING,
                WEBSOCKET + "&sid=unknown"
            })
    void aWrongHandshakeOpensNoSocket(String query) {
        assertThrows(CompletionException.class, () -> opens(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "2", "1", "4", "42[\"early\"]"})
    void whatMustNotBeSentClosesTheSocket(String packet) throws Exception {
        TextSocket socket = opens(WEBSOCKET);
        socket.hears();
        socket.sends(packet);
        assertEquals("close 1005", socket.hears());
    }

    @Test
    void aMessageBeyondTheLimitClosesTheSocket() throws Exception {
        TextSocket socket = connects();
        try {
            socket.sends("4".repeat(1_000_001));
        } catch (CompletionException closedMeanwhile) {
            // the server may close the connection before it has read everything
        }
        assertEquals("close 1009", socket.hears());
    }

    /** Otherwise Open Liberty would accept HTTP requests on the connection again, and a proxy would not check them. */
    @ParameterizedTest
    @ValueSource(ints = {FINAL_CLOSE, FINAL_TEXT, FINAL_RESERVED})
    void theConnectionEndsWithItsSocket(int firstByte) throws Exception {
        try (RawSocket socket = new RawSocket(server.webSocket(WEBSOCKET))) {
            socket.sends(ClientFrames.frame(firstByte, new byte[0]));
            assertTrue(socket.readsToTheEnd() < 200, "what is read is the open packet and a close frame");
        }
    }

    @Test
    void noConnectInTimeClosesTheSocket() throws Exception {
        server = EchoServer.hasty(base);
        TextSocket socket = opens(WEBSOCKET);
        socket.hears();
        assertEquals("close 1005", socket.hears());
    }

    @Test
    void theUpgradeLosesNothingAndKeepsTheOrder() throws Exception {
        String sid = server.connects();
        List<String> heard = new ArrayList<>();
        CompletableFuture<HttpResponse<String>> poll = server.startsToPoll(sid);
        TextSocket socket = opens(WEBSOCKET + "&sid=" + sid);
        socket.sends("2probe");
        assertEquals("3probe", socket.hears());
        assertEquals("6", poll.get().body(), "the poll is released");
        server.posts(sid, "42[\"a\",0]\u001e42[\"a\",1]");
        socket.sends("5", "42[\"a\",2]");
        for (int i = 0; i < 3; i++) {
            heard.add(socket.hears());
        }
        assertEquals(List.of("42[\"a\",0]", "42[\"a\",1]", "42[\"a\",2]"), heard);
    }

    @Test
    void pollingIsOverAfterTheUpgrade() throws Exception {
        String sid = server.connects();
        TextSocket socket = opens(WEBSOCKET + "&sid=" + sid);
        socket.sends("2probe", "5");
        assertEquals(400, server.polls(sid).statusCode());
        assertEquals("3probe", socket.hears());
        assertEquals(400, server.posts(sid, "42[\"a\"]").statusCode());
        socket.sends("42[\"b\"]");
        assertEquals("42[\"b\"]", socket.hears());
    }

    @Test
    void aSecondSocketIsClosedAndTheFirstGoesOn() throws Exception {
        String sid = server.connects();
        TextSocket socket = opens(WEBSOCKET + "&sid=" + sid);
        socket.sends("2probe", "5");
        assertEquals("3probe", socket.hears());
        assertEquals("close 1005", opens(WEBSOCKET + "&sid=" + sid).hears());
        socket.sends("42[\"b\"]");
        assertEquals("42[\"b\"]", socket.hears());
    }

    @Test
    void anUpgradeThatBreaksLeavesThePollingAlone() throws Exception {
        String sid = server.connects();
        TextSocket socket = opens(WEBSOCKET + "&sid=" + sid);
        socket.sends("2probe");
        assertEquals("3probe", socket.hears());
        socket.aborts();
        server.posts(sid, "42[\"a\"]");
        assertEquals("42[\"a\"]", server.polls(sid).body().replaceFirst("^6\u001e?", ""));
    }

    @Test
    void theServerClosesWithoutADisconnect() throws Exception {
        TextSocket socket = connects();
        socket.sends("42[\"a\"]", "42[\"close\"]");
        assertEquals("42[\"a\"]", socket.hears());
        assertEquals("close 1005", socket.hears());
    }
}
