package chats.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.socketio.engine.Peer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

    private final Server server = new Server();
    private final Peer client = server.client("/");
    private final Socket socket = server.sockets.get(0);

    @Test
    void anEventKeepsItsArguments() {
        client.sends("42[\"message\",1,\"2\",{\"3\":[true]}]");
        assertEquals(List.of("42[\"message\",1,\"2\",{\"3\":[true]}]"), client.hears());
    }

    @Test
    void anEventIsAcknowledgedOnceUnderItsId() {
        client.sends("42456[\"message\",1]", "420[\"message\"]");
        assertEquals(List.of("43456[1]", "430[]"), client.hears());
    }

    @Test
    void binaryEventsAndTheirAcknowledgements() {
        client.sends("452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        client.sendsBinary((byte) 'x');
        assertEquals(List.of(), client.hears());
        client.sendsBinary((byte) 'y');
        assertEquals(
                List.of(
                        "452-[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
                        "binary x",
                        "binary y"),
                client.hears());
        client.sends("451-7[\"message\",{\"_placeholder\":true,\"num\":0}]");
        client.sendsBinary((byte) 'z');
        assertEquals(List.of("461-7[{\"_placeholder\":true,\"num\":0}]", "binary z"), client.hears());
    }

    @Test
    void aHandlerMayTellBinaryEventsApart() {
        client.sends("451-7[\"refuse\",{\"_placeholder\":true,\"num\":0}]");
        client.sendsBinary((byte) 'z');
        assertEquals(List.of("437[\"binary refuse\"]"), client.hears());
    }

    @Test
    void theClientsAnswerIsHeardOnce() {
        List<Object> answers = new ArrayList<>();
        socket.emit("question", List.of(), answers::add);
        assertEquals(List.of("420[\"question\"]"), client.hears());
        client.sends("430[\"yes\"]", "430[\"again\"]", "4399[\"never asked\"]");
        assertEquals("[[\"yes\"]]", answers.toString());
        assertFalse(client.isDisconnected());
    }

    @Test
    void theClientsAnswerMayBeBinary() {
        List<Object> answers = new ArrayList<>();
        socket.emit("question", List.of(), answers::add);
        client.sends("461-0[{\"_placeholder\":true,\"num\":0}]");
        client.sendsBinary((byte) 'x');
        assertEquals("[[\"eA==\"]]", answers.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "42",
                "42{}",
                "42[]",
                "42[{}]",
                "42[null]",
                "42[\"connect\"]",
                "42[\"x\"",
                "4212345678901234567[\"x\"]",
                "42abc[\"x\",1]",
                "42-1[\"x\"]",
                "45[\"x\"]",
                "450-[\"x\"]",
                "4511-[\"x\"]",
                "43",
                "43{}",
                "430",
                "40",
                "41{}",
                "44{}",
                "4",
                "42/nope,[\"x\"]",
                "42[\"x\",NaN]"
            })
    void whatIsMalformedClosesTheConnection(String packet) {
        client.sends(packet);
        assertEquals(List.of("close"), client.hears());
        assertEquals(List.of("parse error"), server.told);
    }

    @Test
    void textInPlaceOfAnAttachmentClosesTheConnection() {
        client.sends("451-[\"x\",{\"_placeholder\":true,\"num\":0}]", "42[\"y\"]");
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void anAttachmentThatNobodyWaitsForClosesTheConnection() {
        client.sendsBinary((byte) 1);
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void aPlaceholderForNothingClosesTheConnection() {
        client.sends("451-[\"x\",{\"_placeholder\":true,\"num\":1}]");
        client.sendsBinary((byte) 1);
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void anEventNestedTooDeeplyIsToldAndTheConnectionStays() {
        client.sends("425[\"deep\"," + "[".repeat(10_000) + "]".repeat(10_000) + "]", "42[\"next\"]");
        assertEquals(List.of("435[\"unreadable deep\"]", "42[\"next\"]"), client.hears());
    }

    @Test
    void anEventOfVeryManyValuesIsToldAndTheConnectionStays() {
        client.sends("425[\"wide\"," + "[],".repeat(10_000) + "1]", "42[\"next\"]");
        assertEquals(List.of("435[\"unreadable wide\"]", "42[\"next\"]"), client.hears());
    }

    @Test
    void aHandlerThatFailsHarmsNobody() {
        client.sends("42[\"fail\"]", "42[\"next\"]");
        assertEquals(List.of("42[\"next\"]"), client.hears());
    }

    @Test
    void theClientMayLeaveANamespaceAndKeepTheOthers() {
        client.sends("40/echo,");
        client.hears();
        client.sends("41/echo,", "42[\"still\"]");
        assertEquals(List.of("42[\"still\"]"), client.hears());
        assertEquals(List.of("client namespace disconnect"), server.told);
        client.sends("40/echo,");
        assertEquals(2, client.hears().size(), "and come back");
    }

    @Test
    void leavingTheLastNamespaceKeepsTheConnection() {
        client.sends("41");
        assertEquals(List.of(), client.hears());
        client.sends("40");
        assertEquals(2, client.hears().size());
    }

    @Test
    void theServerMayDisconnectASocket() {
        socket.disconnect();
        assertEquals(List.of("41"), client.hears());
        assertEquals(List.of("server namespace disconnect"), server.told);
        assertFalse(socket.emit("late", "1"));
    }

    @Test
    void closingTheTransportSaysNoDisconnect() {
        socket.emit("last", "1");
        socket.closeTransport();
        assertEquals(List.of("42[\"last\",1]", "close"), client.hears());
        assertEquals(List.of("forced close"), server.told);
        assertFalse(socket.emit("late", "1"));
    }

    @Test
    void aBroadcastIsOnePacketForAll() {
        Peer other = server.client("/");
        Broadcast broadcast = new Broadcast("/", "news", "{\"a\":1}");
        server.sockets.forEach(each -> assertTrue(each.send(broadcast)));
        assertEquals(List.of("42[\"news\",{\"a\":1}]"), client.hears());
        assertEquals(List.of("42[\"news\",{\"a\":1}]"), other.hears());
        assertThrows(IllegalArgumentException.class, () -> socket.send(new Broadcast("/echo", "news", "1")));
    }

    @Test
    void everySocketHearsOfTheEndOnce() {
        client.sends("40/echo,", "1");
        assertEquals(List.of("transport close", "transport close"), server.told);
    }
}
