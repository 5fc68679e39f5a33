package chats.socketio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.ArquillianServer;
import chats.socketio.websocket.ClientFrames;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(ArquillianExtension.class)
@ResourceLock(ArquillianServer.LOCK)
class HostileClientsIT {

    private static final String WEBSOCKET = "EIO=4&transport=websocket";
    private static final List<String> PACKETS = List.of(
            "40",
            "40/quiet,",
            "40/quiet,{\"token\":\"x\"}",
            "41",
            "42[\"a\",{\"b\":[1,true,null,\"c\"]}]",
            "4212[\"a\",1.5e3]",
            "43[]",
            "4312[\"x\"]",
            "451-[\"a\",{\"_placeholder\":true,\"num\":0}]",
            "bAQIDBA==",
            "1",
            "2",
            "3",
            "5",
            "6",
            "2probe");

    private static final int VIOLATORS = 300;
    private static final String GONE = "42[\"flooded and gone\"]";

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @ArquillianResource
    private URI base;

    private EchoServer server;
    private TextSocket witness;

    @Deployment(testable = false)
    static WebArchive application() {
        return EchoServer.application();
    }

    @BeforeEach
    void aPeacefulClientConnects() throws Exception {
        server = new EchoServer(base);
        witness = TextSocket.open(server.http(), server.webSocket(WEBSOCKET));
        witness.hears();
        witness.sends("40");
        witness.hears();
        witness.hears();
    }

    @AfterEach
    void thePeacefulClientIsServedAllTheSame() throws Exception {
        witness.sends("42[\"still here\"]");
        assertEquals("42[\"still here\"]", witness.hears());
    }

    private String damaged() {
        StringBuilder packet = new StringBuilder(PACKETS.get(random.nextInt(PACKETS.size())));
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(packet.length() + 1);
            if (at < packet.length() && random.nextBoolean()) {
                packet.deleteCharAt(at);
            } else {
                packet.insert(at, (char) (random.nextInt(4) == 0 ? random.nextInt(0xD800) : ' ' + random.nextInt(95)));
            }
        }
        return packet.toString();
    }

    @Test
    void damagedPayloadsAreTakenOrRefused() throws Exception {
        for (int i = 0; i < 60; i++) {
            String sid = server.connects();
            List<String> packets = new ArrayList<>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                packets.add(damaged());
            }
            String payload = String.join("\u001e", packets);
            int status = server.posts(sid, payload).statusCode();
            assertTrue(Set.of(200, 400).contains(status), () -> status + " for " + payload + ", seed " + seed);
            int next = server.posts(sid, "1").statusCode();
            assertTrue(Set.of(200, 400).contains(next), () -> next + " after " + payload + ", seed " + seed);
        }
    }

    @Test
    void damagedPacketsAndFramesEndTheirOwnConnectionAtMost() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (RawSocket socket = new RawSocket(server.webSocket(WEBSOCKET))) {
                socket.sends("40");
                socket.sends(damaged());
                byte[] frame = ClientFrames.text(damaged());
                frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
                socket.sends(frame);
                socket.sends(ClientFrames.frame(0x88, new byte[0]));
            } catch (SocketException closedMeanwhile) {
                // the server may close the connection before it has read everything
            }
        }
    }

    /** The thread that reads ends the connection while another thread still writes the close frame. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoSendsOnBehindAViolationIsCutOff() throws Exception {
        byte[] violation = ClientFrames.frame(0xF1, new byte[0]);
        byte[] more = new byte[512 * 1024];
        System.arraycopy(violation, 0, more, 0, violation.length);
        int heardOut = 0;
        for (int i = 0; i < VIOLATORS; i++) {
            try (RawSocket socket = new RawSocket(server.webSocket(WEBSOCKET))) {
                try {
                    socket.sends(more);
                } catch (SocketException cutMeanwhile) {
                    continue;
                }
                socket.readsToTheEnd();
                heardOut++;
            }
        }
        assertTrue(heardOut > 0);
    }

    @Test
    void peersThatStopReadingAreCutAndDelayNobody() throws Exception {
        List<RawSocket> stalled = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            RawSocket socket = new RawSocket(server.webSocket(WEBSOCKET));
            socket.sends("40");
            socket.sends("42[\"flood\"]");
            stalled.add(socket);
        }
        for (int i = 0; i < 200; i++) {
            witness.sends("42[\"a\"," + i + "]");
            assertEquals("42[\"a\"," + i + "]", witness.hears());
        }
        // the test reads nothing until the server's writes have timed out
        String all = "42[\"flooded and gone\"," + stalled.size() + "]";
        for (int tenths = 0; !witness.sends(GONE).hears().equals(all); tenths++) {
            assertTrue(tenths < 600, "all are cut");
            Thread.sleep(100);
        }
        for (RawSocket socket : stalled) {
            assertTrue(socket.readsToTheEnd() < EchoApplication.FLOOD * 10_000L, "it was cut before it had everything");
            socket.close();
        }
    }
}
