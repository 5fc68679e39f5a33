package chats.page;

import chats.run.Background;
import chats.run.FreePort;
import chats.run.LocalPort;
import chats.run.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The network between a browser and the server. While it is broken, the server is away: no connection lasts, and none comes about. */
final class Road implements AutoCloseable {
    private final int number = FreePort.find();
    private final int serverPort;
    private final List<Socket> ends = new ArrayList<>();
    private LocalPort door;

    Road(int serverPort) {
        this.serverPort = serverPort;
        mend();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + number + "/");
    }

    synchronized void breakDown() throws IOException {
        door.close();
        door = null;
        for (Socket end : ends) {
            end.close();
        }
        ends.clear();
    }

    /** The port is free again once the thread that took connections in has noticed its end. */
    void mend() {
        Patience.until("the port of the road is free", this::isMended);
    }

    private synchronized boolean isMended() {
        try {
            door = LocalPort.open(InetAddress.getLoopbackAddress(), number, this::welcome);
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (door != null) {
            breakDown();
        }
    }

    private synchronized void welcome(Socket browser) throws IOException {
        if (door == null) {
            throw new IOException("The road is broken");
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        ends.addAll(List.of(browser, server));
        Background.start(() -> carry(browser, server));
        Background.start(() -> carry(server, browser));
    }

    private static void carry(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }
}
