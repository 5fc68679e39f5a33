package chats.run;

import java.io.IOException;

/** The signals that {@link ProcessHandle} has no method for. */
final class Signals {
    private Signals() {}

    /** Sends the signal, by name without SIG, to each process; those that have ended are passed over. */
    static void send(String signal, Iterable<Long> pids) {
        for (long pid : pids) {
            send(signal, pid);
        }
    }

    static void send(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot send " + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
