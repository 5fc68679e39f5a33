package chats.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/**
 * Uses connections with the same members as Open Liberty's. {@code WebSocketIT} shows that Open Liberty really has
 * them.
 */
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

    public static final class Known extends Quiet {
        private Exception closeUpgradeException;
        private final Link link = new Link();

        public Link getDeviceConnLink() {
            return link;
        }
    }

    /** Both a link and the channel behind it. */
    public static final class Link {
        private boolean shutDown;

        public Link getSocketIOChannel() {
            return this;
        }

        public Socket getSocket() {
            return new Socket() {
                @Override
                public void shutdownInput() {
                    shutDown = true;
                }
            };
        }
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
    void theInputOfItsSocketIsShutDown() {
        Known connection = new Known();
        assertTrue(ConnectionEnd.shutdownInput(connection));
        assertTrue(connection.link.shutDown);
    }

    @Test
    void anotherContainersConnectionIsLeftAlone() {
        Unknown connection = new Unknown();
        ConnectionEnd.prepare(connection);
        assertEquals("", connection.closeUpgradeException);
        assertFalse(ConnectionEnd.shutdownInput(connection));
    }
}
