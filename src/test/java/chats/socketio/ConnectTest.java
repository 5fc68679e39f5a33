package chats.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.socketio.engine.Peer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectTest {

    private final Server server = new Server();
    private final Peer client = server.client();

    private String id(int socket) {
        return server.sockets.get(socket).id();
    }

    @Test
    void theMainNamespaceIsAnsweredFirstWithAnIdOfItsOwn() {
        client.sends("40");
        assertEquals(List.of("40{\"sid\":\"" + id(0) + "\"}", "42[\"auth\",{}]"), client.hears());
        assertNotEquals(client.session().id(), id(0));
    }

    @Test
    void anotherNamespaceWithAPayload() {
        client.sends("40/echo,{\"token\":\"123\"}");
        assertEquals(
                List.of("40/echo,{\"sid\":\"" + id(0) + "\"}", "42/echo,[\"auth\",{\"token\":\"123\"}]"),
                client.hears());
    }

    @Test
    void severalNamespacesOnOneConnection() {
        client.sends("40", "40/echo");
        client.hears();
        client.sends("42[\"a\",1]", "42/echo,[\"b\",2]");
        assertEquals(List.of("42[\"a\",1]", "42/echo,[\"b\",2]"), client.hears());
        assertNotEquals(id(0), id(1));
    }

    @Test
    void anUnknownNamespaceIsRefusedAndTheConnectionStays() {
        client.sends("40/random", "40/chats?token=x,");
        assertEquals(
                List.of(
                        "44/random,{\"message\":\"Invalid namespace\"}",
                        "44/chats?token=x,{\"message\":\"Invalid namespace\"}"),
                client.hears());
        client.sends("40/quiet,");
        assertEquals(1, client.hears().size());
    }

    @Test
    void aRefusalTellsWhyAndMayBeTriedAgain() {
        client.sends("40/closed,", "40/closed,");
        String error = "44/closed,{\"message\":\"unauthorized\",\"data\":{\"code\":\"token_expired\"}}";
        assertEquals(List.of(error, error), client.hears());
    }

    @ParameterizedTest
    @ValueSource(strings = {"40/down,", "40/failing,"})
    void whereNobodyCanDecideTheTransportIsClosedWithoutAnError(String connect) {
        client.sends(connect);
        assertEquals(List.of("close"), client.hears());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4",
                "47",
                "4abc",
                "40[]",
                "40\"x\"",
                "40{",
                "40null",
                "41",
                "42[\"early\"]",
                "430[]",
                "44{}",
                "40/echo,{}x"
            })
    void anythingElseFirstClosesTheConnection(String packet) {
        client.sends(packet);
        assertEquals(List.of("close"), client.hears());
    }

    @Test
    void connectingTwiceClosesTheConnection() {
        client.sends("40/echo,", "40/echo,");
        assertEquals("close", client.hears().get(2));
        assertEquals(List.of("parse error"), server.told);
    }

    @Test
    void anEventBeforeTheDecisionClosesTheConnection() {
        client.sends("40/late,", "42/late,[\"early\"]");
        assertEquals(List.of("close"), client.hears());
        server.late.complete(Decision.accept(socket -> {
            throw new AssertionError("a client that is gone");
        }));
        assertEquals(List.of(), client.hears());
    }

    @Test
    void aDecisionMayTakeItsTime() {
        client.sends("40/late,", "40/echo,");
        assertEquals(2, client.hears().size(), "the other namespace does not wait");
        server.late.complete(Decision.refuse("no"));
        assertEquals(List.of("44/late,{\"message\":\"no\"}"), client.hears());
    }

    @Test
    void noConnectInTimeClosesTheConnection() {
        for (int i = 0; i < 4; i++) {
            client.sends("3");
            engineTime(11_000);
        }
        assertEquals(List.of(), client.hears());
        client.sends("40/closed,");
        engineTime(2_000);
        assertEquals("close", client.hears().get(1));
    }

    @Test
    void oneConnectInTimeIsEnough() {
        client.sends("40/echo,");
        client.hears();
        for (int i = 0; i < 10; i++) {
            client.sends("3");
            engineTime(11_000);
        }
        assertEquals(List.of(), client.hears());
    }

    @Test
    void aHandlerThatCannotBeMadeClosesTheConnection() {
        client.sends("40/late,");
        server.late.complete(Decision.accept(socket -> {
            throw new IllegalStateException("on purpose");
        }));
        List<String> heard = client.hears();
        assertTrue(heard.get(heard.size() - 1).startsWith("close"));
    }

    @Test
    void whatIsEmittedWhileTheHandlerIsMadeDoesNotWaitForIt() {
        Peer client = server.client("/late");
        CompletableFuture<Boolean> taken = new CompletableFuture<>();
        server.late.complete(Decision.accept(socket -> {
            taken.complete(CompletableFuture.supplyAsync(() -> socket.emit("early", List.of()))
                    .completeOnTimeout(false, 10, TimeUnit.SECONDS)
                    .join());
            return SocketHandler.IGNORE;
        }));
        assertTrue(taken.join(), "it waited for the handler");
        assertEquals("42/late,[\"early\"]", client.hears().get(1));
    }

    private void engineTime(long millis) {
        server.time.passes(millis);
    }
}
