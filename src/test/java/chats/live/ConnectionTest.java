package chats.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import chats.auth.Caller;
import chats.users.User;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final int REFUSALS_OF_A_FLOOD = 1_000;

    @Test
    void aFloodOfRefusalsClosesTheSocket() {
        FakeSocket socket = new FakeSocket();
        Connection connection =
                new Connection(socket, new Caller(new User(1, "alice"), Optional.empty(), Instant.MAX), "127.0.0.1");
        for (int i = 1; i < REFUSALS_OF_A_FLOOD; i++) {
            connection.refused();
        }
        assertNull(socket.closing);
        connection.refused();
        assertEquals(Closing.FLOODING, socket.closing);
    }
}
