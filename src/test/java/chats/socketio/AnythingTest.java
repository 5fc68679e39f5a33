package chats.socketio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.socketio.engine.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Whatever a client sends: it gets packets of the protocol or its connection ends, other clients are not affected, and
 * nothing is logged.
 */
class AnythingTest {

    private static final String PROTOCOL = "(?s)2|40/echo,\\{.*}|40\\{.*}|44.*\\{.*}|4[2356].*\\[.*]|binary .*|close";

    private static final Logger LOGGER = Logger.getLogger("chats.socketio");

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** That the streams in memory are not the container's is logged once, by the first client of all. */
    @BeforeProperty
    void listenToTheLog() {
        new Server().client("/echo");
        LOGGER.addHandler(ear);
    }

    @AfterProperty
    void stopListening() {
        LOGGER.removeHandler(ear);
    }

    @Provide
    Arbitrary<List<String>> packets() {
        return Packets.some("/echo");
    }

    @Property(tries = 3_000)
    void comesToNothingWorseThanARefusal(
            @ForAll("packets") List<String> packets, @ForAll boolean isConnected, @ForAll byte[] bytes) {
        Server server = new Server();
        Peer witness = server.client("/echo");
        Peer client = isConnected ? server.client("/echo") : server.client();
        for (String packet : packets) {
            client.sends(packet);
            if (packet.startsWith("45") || packet.startsWith("46")) {
                client.sendsBinary(bytes);
            }
        }
        for (String heard : client.hears()) {
            assertTrue(heard.matches(PROTOCOL), () -> "heard: " + heard);
        }
        witness.sends("42/echo,[\"still here\"]");
        assertEquals(List.of("42/echo,[\"still here\"]"), witness.hears());
        assertEquals(List.of(), logged.stream().map(LogRecord::getMessage).toList());
    }
}
