package chats.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import org.junit.jupiter.api.Test;

/** On connections that look like Open Liberty's; that they do is shown by {@code WebSocketIT}. */
class ConnectionEndTest {
    abstract static class Quiet implements WebConnection {
        @Override
        public ServletInputStream getInputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServletOutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    static final class Known extends Quiet {
        private Exception closeUpgradeException;
    }

    static final class Unknown extends Quiet {
        private final String closeUpgradeException = "";
    }

    @Test
    void aFaultIsThereBeforeItIsClosed() {
        Known connection = new Known();
        ConnectionEnd.prepare(connection);
        ConnectionEnd.prepare(connection);
        assertNotNull(connection.closeUpgradeException);
    }

    @Test
    void anotherContainersConnectionIsLeftAlone() {
        Unknown connection = new Unknown();
        ConnectionEnd.prepare(connection);
        assertEquals("", connection.closeUpgradeException);
    }
}
