package chats.socketio.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.socketio.websocket.ClientFrames;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeRoleTest {

    private final Engine engine = new Engine();
    private final EngineSession session = engine.server.open(Peer.HANDSHAKE, false);

    @Test
    void whatWaitsMovesToTheWebSocketInOrder() {
        session.send(EnginePacket.message("one"));
        Peer peer = Peer.upgrades(engine.server, session);
        peer.sends("2probe");
        assertEquals(List.of("3probe"), peer.hears());
        session.send(EnginePacket.message("two"));
        peer.sends("5");
        session.send(EnginePacket.message("three"));
        List<String> heard = peer.hears();
        assertEquals(List.of("4one", "4two", "4three"), heard.subList(1, heard.size()));
        peer.sends("4echo");
        assertEquals(List.of("4echo"), peer.hears());
    }

    @Test
    void aPollThatWaitsIsReleasedForTheUpgrade() {
        session.outbox().release();
        Peer peer = Peer.upgrades(engine.server, session);
        peer.sends("2probe");
        assertEquals("polling", session.transport().name());
        peer.sends("5");
        assertEquals("websocket", session.transport().name());
    }

    @Test
    void anUpgradeThatIsNotCompletedIsCutAndPollingGoesOn() {
        Peer peer = Peer.upgrades(engine.server, session);
        peer.sends("2probe");
        engine.time.passes(10_100);
        assertTrue(peer.isDisconnected());
        assertEquals("polling", session.transport().name());
        assertEquals(List.of(), engine.closed);
        Peer second = Peer.upgrades(engine.server, session);
        second.sends("2probe");
        assertEquals(List.of("3probe"), second.hears());
    }

    @Test
    void aSecondWebSocketIsClosed() {
        Peer first = Peer.upgrades(engine.server, session);
        assertEquals(List.of("close"), Peer.upgrades(engine.server, session).hears());
        first.sends("2probe", "5");
        Peer third = Peer.upgrades(engine.server, session);
        assertEquals(List.of("close"), third.hears());
        third.sends("4stray");
        first.hears();
        first.sends("4mine");
        assertEquals(List.of("4mine"), first.hears());
    }

    @Test
    void anythingButAProbeEndsTheTry() {
        Peer peer = Peer.upgrades(engine.server, session);
        peer.sends("4early");
        assertEquals(List.of("close"), peer.hears());
        assertEquals(List.of(), engine.closed);
    }

    @Test
    void aWebSocketThatVanishesLeavesTheSessionPolling() throws Exception {
        Peer peer = Peer.upgrades(engine.server, session);
        peer.sends("2probe");
        peer.vanishes();
        assertEquals("polling", session.transport().name());
        assertEquals(List.of(), engine.closed);
    }

    @Test
    void aViolationEndsTheTryWithItsCode() {
        Peer peer = Peer.upgrades(engine.server, session);
        peer.sends(ClientFrames.frame(0xC1, new byte[0]));
        assertEquals(List.of("close 1002"), peer.hears());
        assertEquals(List.of(), engine.closed);
    }

    @Test
    void aControlPingIsAnsweredDuringTheUpgrade() {
        Peer peer = Peer.upgrades(engine.server, session);
        peer.sends(ClientFrames.frame(0x89, new byte[] {'x'}));
        assertEquals(List.of("pong x"), peer.hears());
    }

    @Test
    void aSessionThatEndsTakesItsUpgradeAlong() {
        Peer peer = Peer.upgrades(engine.server, session);
        peer.sends("2probe");
        session.end(Reason.TRANSPORT_CLOSE);
        assertTrue(peer.isDisconnected());
    }

    @Test
    void aClosingSessionSaysSoOverItsNewTransport() {
        Peer peer = Peer.upgrades(engine.server, session);
        session.close();
        peer.sends("2probe", "5");
        List<String> heard = peer.hears();
        assertEquals("close", heard.get(heard.size() - 1));
    }

    @Test
    void tooMuchThatWaitsEndsTheSession() {
        for (int i = 0; i < 5; i++) {
            session.send(EnginePacket.message("x"));
        }
        assertEquals(List.of(Reason.TOO_SLOW), engine.closed);
        assertEquals(0, engine.server.size());
    }
}
