package chats.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** In which order a connection is opened and closed. */
class WebSocketConnectionTest {
    private final List<String> order = new ArrayList<>();

    @Test
    void oneThatIsClosedWhileItIsOpenedEndsWhenItIsOpen() {
        opened(connection -> {
            connection.close();
            connection.close();
        });
        assertEquals(List.of("open", "gone", "gone", "listener", "input"), order);
    }

    @Test
    void oneThatIsClosedIsClosedByTheThreadThatReads() {
        WebSocketConnection connection = opened(open -> {});
        assertEquals(List.of("open", "listener"), order);
        connection.close();
        assertEquals(List.of("open", "listener", "input", "gone"), order);
        connection.onAllDataRead();
        assertEquals(List.of("open", "listener", "input", "gone", "close", "gone"), order);
    }

    @Test
    void oneWhoseInputCannotBeHadIsClosed() {
        WebSocketConnection connection = new WebSocketConnection();
        connection.listen(100, 100, new Noting(open -> {}));
        Container container = new Container();
        container.input = null;
        connection.init(container);
        assertEquals(List.of("close", "gone"), order);
    }

    private WebSocketConnection opened(Consumer<WebSocketConnection> whileItOpens) {
        WebSocketConnection connection = new WebSocketConnection();
        connection.listen(100, 100, new Noting(whileItOpens));
        connection.init(new Container());
        return connection;
    }

    private final class Noting implements WebSocketListener {
        private final Consumer<WebSocketConnection> whileItOpens;

        private Noting(Consumer<WebSocketConnection> whileItOpens) {
            this.whileItOpens = whileItOpens;
        }

        @Override
        public void onOpen(WebSocketConnection connection) {
            order.add("open");
            whileItOpens.accept(connection);
        }

        @Override
        public boolean mayWait(int bytes) {
            return true;
        }

        @Override
        public void onViolation(Violation violation) {
            order.add("violation");
        }

        @Override
        public void onGone() {
            order.add("gone");
        }

        @Override
        public void onText(String text) {}

        @Override
        public void onBinary(byte[] data) {}

        @Override
        public void onPing(byte[] payload) {}

        @Override
        public void onClose(int code) {}
    }

    /** The container's side, its links included. */
    public class Container implements WebConnection {
        private Exception closeUpgradeException;
        private ServletInputStream input = new Input();

        public Container getDeviceConnLink() {
            return this;
        }

        public Container getSocketIOChannel() {
            return this;
        }

        public Socket getSocket() {
            return new Socket() {
                @Override
                public void shutdownInput() {
                    order.add("input");
                }
            };
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (input == null) {
                throw new IOException("gone");
            }
            return input;
        }

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public void write(int octet) {}
            };
        }

        @Override
        public void close() {
            order.add("close");
        }
    }

    private final class Input extends ServletInputStream {
        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            order.add("listener");
        }

        @Override
        public int read() {
            return -1;
        }
    }
}
