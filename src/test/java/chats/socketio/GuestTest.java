package chats.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.socketio.engine.FakeLease;
import chats.socketio.engine.Peer;
import chats.socketio.websocket.ClientFrames;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a client may do before a namespace that authenticates its users has accepted it, and after it has left that
 * namespace.
 */
class GuestTest {

    private static final int MOST = 16 * 1024;
    private static final String BINARY = "451-[\"x\",{\"_placeholder\":true,\"num\":0}]";
    private static final String BINARY_TO_QUIET = "451-/quiet,[\"x\",{\"_placeholder\":true,\"num\":0}]";

    private final Server server = new Server();
    private final FakeLease lease = new FakeLease();
    private final Peer client = server.client(lease.handshake(Optional.empty()));

    private static String auth(int length) {
        return "40/closed,{\"token\":\"" + "x".repeat(length - "40/closed,{\"token\":\"\"}".length()) + "\"}";
    }

    @Test
    void aMessageHasSixteenKilobytes() {
        client.sends(auth(MOST));
        assertEquals(1, client.hears().size());
        client.sends(auth(MOST + 1));
        assertEquals(List.of("close 1009"), client.hears());
    }

    @Test
    void fragmentsCountTogether() {
        client.sends(ClientFrames.frame(0x01, new byte[MOST - 1]));
        client.sends(ClientFrames.frame(0x80, new byte[2]));
        assertEquals(List.of("close 1009"), client.hears());
    }

    @ParameterizedTest
    @ValueSource(strings = {BINARY, BINARY_TO_QUIET, "461-0[{\"_placeholder\":true,\"num\":0}]", "45", "459-[]"})
    void attachmentsEndTheSession(String packet) {
        client.sends("40/quiet,");
        client.hears();
        client.sends(packet);
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void theMainNamespaceStopsNoDeadline() {
        client.sends("40/quiet,");
        client.hears();
        for (int i = 0; i < 5; i++) {
            client.sends("3");
            server.time.passes(11_000);
        }
        assertEquals(List.of("close"), client.hears());
        assertEquals(List.of("closed"), lease.told);
    }

    @Test
    void anUnknownNamespaceIsToldWhateverElseThePacketSays() {
        client.sends("40/random,{not JSON");
        assertEquals(List.of("44/random,{\"message\":\"Invalid namespace\"}"), client.hears());
    }

    @Test
    void whereNobodyIsConnectedNothingIsParsed() {
        client.sends("42/echo,[\"connect\"");
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void aNameWithoutEndIsNoNamespace() {
        client.sends("40/" + "x".repeat(10_000));
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void authOfManyValuesIsNotRead() {
        client.sends("40/closed,{\"a\":[" + "[],".repeat(1_000) + "1]}");
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void theTenthRefusalIsTheLast() {
        for (int i = 0; i < 11; i++) {
            client.sends(i % 2 == 0 ? "40/closed," : "40/random,");
        }
        List<String> heard = client.hears();
        assertEquals(11, heard.size());
        assertEquals("close", heard.get(10));
        assertEquals(9, heard.subList(0, 10).lastIndexOf("44/random,{\"message\":\"Invalid namespace\"}"));
    }

    @Test
    void comingAndGoingIsNoPastime() {
        for (int i = 0; i < 20; i++) {
            client.sends("40/quiet,", "41/quiet,");
        }
        assertEquals(20, client.hears().size());
        client.sends("40/quiet,");
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void itHearsFewPongs() {
        for (int i = 0; i < 21; i++) {
            client.sends(ClientFrames.frame(0x89, new byte[0]));
        }
        List<String> heard = client.hears();
        assertEquals(21, heard.size());
        assertEquals("close", heard.get(20));
    }

    @Test
    void itSendsNoMoreThanAFewHundredKilobytes() {
        for (int i = 0; i < 20; i++) {
            client.sends("3" + "x".repeat(MOST - 1));
        }
        assertEquals(List.of("close 1008"), client.hears());
    }

    @Test
    void bytesThatWaitTakeRoomUntilTheyAreComplete() {
        byte[] frame = ClientFrames.text("40/closed,");
        client.sends(java.util.Arrays.copyOf(frame, 10));
        assertEquals(1, lease.openReservations);
        client.sends(java.util.Arrays.copyOfRange(frame, 10, frame.length));
        assertEquals(0, lease.openReservations);
        assertEquals(1, client.hears().size());
    }

    @Test
    void whereThereIsNoRoomTheSessionEnds() {
        lease.bytes = 1_000;
        client.sends(ClientFrames.frame(0x01, new byte[900]));
        assertEquals(List.of(), client.hears());
        client.sends(ClientFrames.frame(0x00, new byte[101]));
        assertEquals(List.of("close 1013"), client.hears());
        server.time.passes(2_100);
        assertTrue(client.isDisconnected());
        assertEquals(0, lease.openReservations);
        assertEquals(List.of("closed"), lease.told);
    }

    @Test
    void whoIsKnownMaySendMore() {
        client.sends("40/echo,");
        client.hears();
        String event = "42/echo,[\"" + "x".repeat(90_000) + "\"]";
        client.sends(event, event, event, event);
        assertEquals(List.of(event, event, event, event), client.hears());
        assertEquals(List.of("accepted nobody"), lease.told);
    }

    @Test
    void attachmentsTakeRoomUntilTheyAreComplete() {
        client.sends(
                "40/echo,", "452-/echo,[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        client.hears();
        client.sendsBinary((byte) 'a');
        assertEquals(1, lease.openReservations);
        client.sendsBinary((byte) 'b');
        assertEquals(0, lease.openReservations);
        assertEquals(3, client.hears().size());
    }

    @Test
    void attachmentsTogetherAreNotBiggerThanAMessage() {
        client.sends(
                "40/echo,", "452-/echo,[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        client.hears();
        client.sendsBinary(new byte[60_000]);
        client.sendsBinary(new byte[60_000]);
        assertEquals(List.of("close"), client.hears());
        assertEquals(0, lease.openReservations);
    }

    @Test
    void attachmentsOfASessionThatEndsAreForgotten() throws Exception {
        client.sends(
                "40/echo,", "452-/echo,[\"x\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        client.sendsBinary((byte) 'a');
        client.vanishes();
        assertEquals(0, lease.openReservations);
    }

    @Test
    void whoLeavesIsAGuestAgainAndHasTheTimeOfOne() {
        client.sends("40/echo,", "40/quiet,", "41/echo,");
        client.hears();
        assertEquals(List.of("accepted nobody", "left"), lease.told);
        for (int i = 0; i < 5; i++) {
            client.sends("3");
            server.time.passes(11_000);
        }
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void whoComesAgainInTimeStays() {
        client.sends("40/echo,", "41/echo,", "40/echo,");
        client.hears();
        for (int i = 0; i < 5; i++) {
            client.sends("3");
            server.time.passes(11_000);
        }
        assertEquals(List.of(), client.hears());
        assertEquals(List.of("accepted nobody", "left", "accepted nobody"), lease.told);
    }

    @Test
    void whoLeavesWhereThereIsNoRoomForGuestsIsClosed() {
        lease.hasRoom = false;
        client.sends("40/echo,");
        client.hears();
        client.sends("41/echo,");
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void aThousandPacketsToNoEffectAreAFlood() {
        client.sends("40/echo,");
        client.hears();
        for (int i = 0; i < 997; i++) {
            client.sends("6");
        }
        assertFalse(client.isDisconnected());
        client.sends("43/echo,7[]", "6", "6");
        assertTrue(client.isDisconnected());
    }

    @Test
    void aSessionThatHasAnOwnerFromTheStartIsNobodyElses() {
        assertFalse(
                server.client(lease.handshake(Optional.of("alice"))).session().claim("bob"));
        Peer alices = server.client(lease.handshake(Optional.of("alice")));
        alices.sends("40/echo,");
        assertEquals(List.of("accepted alice"), lease.told);
    }
}
