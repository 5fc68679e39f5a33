package chats.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nothing listens on. */
public final class FreePort {
    // Below the range that systems take for outgoing connections, so that a port stays free while its server restarts.
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** One that this JVM has not been given before: whoever asked first may not listen yet. */
    public static int find() {
        return find(0);
    }

    /**
     * One whose server takes a second port, higher by that much: both are free, neither has been given before.
     *
     * @param distance to the second port; 0 for none
     */
    static int find(int distance) {
        for (int tries = 0; tries < 100; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - distance);
            if (take(port) && (distance == 0 || take(port + distance))) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + LOWEST + " and " + HIGHEST);
    }

    private static boolean take(int port) {
        return isFree(port) && GIVEN.add(port);
    }

    /** Whether a server could listen on the port, on every address of this machine. */
    static boolean isFree(int port) {
        return canBind(new InetSocketAddress(port))
                && canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
