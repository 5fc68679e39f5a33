package chats.run;

import java.io.IOException;

/** Threads that carry a connection from one end to the other, and end with it. */
public final class Background {
    private Background() {}

    /** What one end of a connection may break off at any time. */
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    /** Does it on a thread of its own, which keeps no JVM alive. */
    public static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one end has gone, and with it the connection
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
