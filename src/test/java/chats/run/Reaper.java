package chats.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the processes that this JVM started once the JVM is gone, however it went, {@code kill -9} included.
 *
 * <p>It is a shell that reads the ids of living processes from a pipe. The system closes the pipe with the JVM, and only
 * then the shell acts: the latest first, each with its own signal and 20 seconds to obey it, then by force. Signals for
 * the whole process group (Ctrl-C) do not reach it.
 */
final class Reaper {
    private static final String SCRIPT = """
            trap '' INT TERM HUP QUIT
            living=
            while read -r verb signal pid; do
                rest=
                for one in $living; do [ "${one#*:}" = "$pid" ] || rest="$rest $one"; done
                living=$rest
                [ "$verb" = started ] && living="$signal:$pid$living"
            done
            for one in $living; do
                pid=${one#*:}
                kill -"${one%%:*}" "$pid" && kill -CONT "$pid"
                waited=0
                while kill -0 "$pid" && [ $waited -lt 100 ]; do sleep 0.2; waited=$((waited + 1)); done
                kill -KILL "$pid"
            done
            """;

    private static Reaper running;

    private final OutputStream pipe;

    private Reaper() throws IOException {
        pipe = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .getOutputStream();
    }

    /** From now on the process ends with this JVM; {@code signal} is the one that stops it gently. */
    static void started(long pid, String signal) {
        tell("started " + signal + " " + pid);
    }

    /** The process has ended: its id may belong to another one soon. */
    static void ended(long pid) {
        tell("ended - " + pid);
    }

    private static synchronized void tell(String line) {
        try {
            if (running == null) {
                running = new Reaper();
            }
            running.pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            running.pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
