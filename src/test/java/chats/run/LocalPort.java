package chats.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port of this machine's, where whoever connects is taken in, one after the other. */
public final class LocalPort implements AutoCloseable {
    private static final int WAITING = 200;

    private final ServerSocket listening;

    /** Whoever takes connections in. */
    @FunctionalInterface
    public interface Host {
        /** Returns soon, as the next one waits. If it throws, the connection is closed. */
        void takeIn(Socket guest) throws IOException;
    }

    private LocalPort(ServerSocket listening) {
        this.listening = listening;
    }

    /** A free one on the loopback address. */
    public static LocalPort open(Host host) {
        try {
            return open(InetAddress.getLoopbackAddress(), 0, host);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static LocalPort open(InetAddress address, int number, Host host) throws IOException {
        LocalPort port = new LocalPort(new ServerSocket(number, WAITING, address));
        Background.start(() -> port.welcome(host));
        return port;
    }

    public int number() {
        return listening.getLocalPort();
    }

    /** Takes nobody in from now on. Whoever was taken in stays. */
    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void welcome(Host host) throws IOException {
        while (true) {
            Socket guest = listening.accept();
            if (listening.isClosed()) {
                // came while the port was being closed
                guest.close();
                return;
            }
            try {
                host.takeIn(guest);
            } catch (IOException e) {
                guest.close();
            }
        }
    }
}
