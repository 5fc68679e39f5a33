package chats.socketio.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** In which order a connection is opened and closed. */
class WebSocketConnectionTest {
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final CountDownLatch writerIsStopped = new CountDownLatch(1);

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
        container.hasNoInput = true;
        connection.init(container);
        assertEquals(List.of("close", "gone"), order);
    }

    @Test
    void itsWriterStopsBeforeItIsClosed() throws Exception {
        WebSocketConnection connection = opened(open -> {});
        connection.startWriting();
        Thread reader = new Thread(connection::onAllDataRead);
        reader.start();
        writerIsStopped.await();
        while (reader.getState() != Thread.State.TIMED_WAITING && reader.isAlive()) {
            Thread.onSpinWait();
        }
        assertEquals(List.of("open", "listener", "input", "output"), order);
        connection.stopWriting();
        reader.join();
        assertEquals(List.of("open", "listener", "input", "output", "close", "gone"), order);
        assertThrows(IOException.class, connection::startWriting);
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
        public boolean mayBuffer(int bytes) {
            return true;
        }

        @Override
        public void onViolation(ProtocolViolation violation) {
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
    public class Container extends FakeConnection {
        private Exception closeUpgradeException;
        private boolean hasNoInput;

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

                @Override
                public void shutdownOutput() {
                    order.add("output");
                    writerIsStopped.countDown();
                }
            };
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (hasNoInput) {
                throw new IOException("gone");
            }
            return super.getInputStream();
        }

        @Override
        protected void readBy(ReadListener listener) {
            order.add("listener");
            super.readBy(listener);
        }

        @Override
        public void close() {
            order.add("close");
            super.close();
        }
    }
}
