package chats.socketio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.socketio.websocket.ClientFrames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketSessionTest {

    private final Engine engine = new Engine();

    private Peer open() {
        Peer peer = Peer.opens(engine.server);
        peer.hears();
        return peer;
    }

    @Test
    void theHandshakeTellsTheSettings() {
        Peer peer = Peer.opens(engine.server);
        String id = peer.session().id();
        assertEquals(
                List.of("0{\"sid\":\"" + id + "\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,"
                        + "\"maxPayload\":1000}"),
                peer.hears());
        assertNotEquals(id, open().session().id());
    }

    @Test
    void textAndBinaryGoBothWays() {
        Peer peer = open();
        peer.sends("4hello");
        peer.sendsBinary((byte) 'x');
        assertEquals(List.of("4hello", "binary x"), peer.hears());
    }

    @Test
    void binaryMayComeAsBase64() {
        Peer peer = open();
        peer.sends("beA==");
        assertEquals(List.of("binary x"), peer.hears());
    }

    @Test
    void theServerPingsAfterTheInterval() {
        Peer peer = open();
        for (int i = 0; i < 3; i++) {
            engine.time.passes(24_000);
            assertEquals(List.of(), peer.hears());
            engine.time.passes(2_000);
            assertEquals(List.of("2"), peer.hears());
            peer.sends("3");
        }
        assertEquals(List.of(), engine.closed);
    }

    @Test
    void aMissingPongEndsTheSession() {
        Peer peer = open();
        engine.time.passes(44_000);
        assertEquals(List.of(), engine.closed);
        engine.time.passes(2_000);
        assertEquals(List.of(Reason.PING_TIMEOUT), engine.closed);
        assertEquals(List.of("2", "close"), peer.hears());
        assertEquals(0, engine.server.size());
    }

    @Test
    void anyPacketGivesThePongMoreTimeOnce() {
        Peer peer = open();
        engine.time.passes(44_000);
        peer.sends("4still here");
        engine.time.passes(19_000);
        assertEquals(List.of(), engine.closed);
        peer.sends("4still here");
        engine.time.passes(2_000);
        assertEquals(List.of(Reason.PING_TIMEOUT), engine.closed);
    }

    @Test
    void theClientMayClose() {
        Peer peer = open();
        peer.sends("1");
        assertEquals(List.of(Reason.TRANSPORT_CLOSE), engine.closed);
        assertEquals(List.of("close"), peer.hears());
    }

    @ParameterizedTest
    @CsvSource({"'abc', parse error", "'', parse error", "'7', parse error", "'b!', parse error", "'2', transport error"
    })
    void whatIsNoPacketEndsTheSession(String packet, String reason) {
        Peer peer = open();
        peer.sends(packet);
        assertEquals(List.of(reason), engine.closed);
        assertEquals(List.of("close"), peer.hears());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "6"})
    void packetsWithoutAMeaningAreIgnored(String packet) {
        Peer peer = open();
        peer.sends(packet, "4on");
        assertEquals(List.of("4on"), peer.hears());
    }

    @Test
    void nothingIsHeardAfterTheEnd() {
        Peer peer = open();
        peer.sends("1", "4late");
        assertEquals(List.of("close"), peer.hears());
    }

    @Test
    void aMessageBeyondMaxPayloadIsRefused() {
        Peer peer = open();
        peer.sends("4" + "x".repeat(1_000));
        assertEquals(List.of("close 1009"), peer.hears());
        assertEquals(List.of(Reason.TRANSPORT_ERROR), engine.closed);
    }

    @Test
    void aControlPingIsAnsweredAndIsNoHeartbeat() {
        Peer peer = open();
        engine.time.passes(26_000);
        peer.sends(ClientFrames.frame(0x89, new byte[] {'y'}));
        assertEquals(List.of("2", "pong y"), peer.hears());
        engine.time.passes(20_000);
        assertEquals(List.of(Reason.PING_TIMEOUT), engine.closed);
    }

    @Test
    void aCloseFrameIsAnsweredWithItsCode() {
        Peer peer = open();
        peer.sends(ClientFrames.frame(0x88, new byte[] {0x0F, (byte) 0xA1}));
        assertEquals(List.of("close 4001"), peer.hears());
        assertTrue(peer.isDisconnected());
        assertEquals(List.of(Reason.TRANSPORT_CLOSE), engine.closed);
    }

    @Test
    void aPeerThatVanishesIsForgotten() throws Exception {
        Peer peer = open();
        peer.vanishes();
        assertEquals(List.of(Reason.TRANSPORT_CLOSE), engine.closed);
        assertEquals(0, engine.server.size());
        assertFalse(peer.session().send(EnginePacket.NOOP));
    }

    @Test
    void closingLetsWhatWaitsLeaveAndWaitsForTheAnswer() {
        Peer peer = open();
        peer.session().send(EnginePacket.message("last"));
        peer.session().close();
        assertEquals(List.of("4last", "close"), peer.hears());
        assertEquals(List.of(Reason.FORCED_CLOSE), engine.closed);
        assertFalse(peer.isDisconnected());
        peer.sends(ClientFrames.frame(0x88, new byte[0]));
        assertTrue(peer.isDisconnected());
        assertEquals(1, engine.closed.size(), "the listener hears of it once");
        assertEquals(0, engine.server.size());
    }

    @Test
    void aCloseThatIsNotAnsweredIsCut() {
        Peer peer = open();
        peer.session().close();
        engine.time.passes(1_900);
        assertFalse(peer.isDisconnected());
        engine.time.passes(200);
        assertTrue(peer.isDisconnected());
    }

    @Test
    void aBrokenConnectionEndsTheSession() {
        Peer peer = open();
        peer.connection.isBroken = true;
        peer.session().send(EnginePacket.message("x"));
        assertEquals(List.of(Reason.TRANSPORT_ERROR), engine.closed);
        assertTrue(peer.isDisconnected());
        assertEquals(0, engine.server.size());
    }

    @Test
    void aReminderComesOnce() {
        Peer peer = open();
        peer.session().remindAt(engine.server.now() + engine.server.nanos(3_000));
        engine.time.passes(2_000);
        assertEquals(List.of(), engine.closed);
        engine.time.passes(5_000);
        assertEquals(List.of("reminded"), engine.closed);
    }

    @Test
    void aSessionIsClaimedForGood() {
        EngineSession session = open().session();
        assertTrue(session.claim(7));
        assertTrue(session.claim(7));
        assertFalse(session.claim(8));
    }

    @Test
    void aServerThatEndsClosesItsSessions() {
        Peer peer = open();
        engine.server.close();
        assertEquals(List.of("close"), peer.hears());
    }
}
