package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.Patience;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** The official client for Java without any option but its token. */
class JavaClientIT extends Story {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void byDefaultItStartsOnPollingAndUpgrades() {
        Socket socket = IO.socket(
                server().http("/chats"), JavaClient.options(person("alice").token()));
        socket.io().on(Manager.EVENT_TRANSPORT, args -> listenTo((Transport) args[0]));
        socket.connect();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
            while (!heard.contains("message by websocket")) {
                assertTrue(System.nanoTime() < end, () -> "heard: " + heard);
                CompletableFuture<Object> answer = new CompletableFuture<>();
                socket.emit(
                        "no_such_event", new Object[] {new JSONObject()}, (Object... args) -> answer.complete(args[0]));
                Patience.await(answer, "an answer");
            }
            assertEquals("open by polling", heard.get(0));
        } finally {
            socket.disconnect();
        }
    }

    private void listenTo(Transport transport) {
        transport.on(Transport.EVENT_PACKET, args -> heard.add(((Packet<?>) args[0]).type + " by " + transport.name));
    }
}
