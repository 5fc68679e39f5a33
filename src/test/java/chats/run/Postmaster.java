package chats.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The process that serves a data folder, found by the lock file that PostgreSQL keeps there. */
final class Postmaster {
    private final ProcessHandle process;

    private Postmaster(ProcessHandle process) {
        this.process = process;
    }

    /** The living one; the lock file of a dead one, or one whose id now belongs to another program, does not count. */
    static Optional<Postmaster> of(Path data) {
        return lockFile(data).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .filter(process -> serves(process, data))
                .map(Postmaster::new);
    }

    /**
     * Takes the lock file out of the way whose process id has gone to another program: PostgreSQL itself would refuse to
     * start. Only the id is made invalid; the rest of the file lets PostgreSQL find out whether old workers still live.
     */
    static void forgetReusedId(Path data) throws IOException {
        List<String> lines = new ArrayList<>(lockFile(data));
        if (!lines.isEmpty() && of(data).isEmpty()) {
            lines.set(0, Integer.toString(Integer.MAX_VALUE));
            Files.write(data.resolve("postmaster.pid"), lines);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Sends the signal to it and to all its workers. */
    void signal(String signal) {
        List<Long> pids = new ArrayList<>(List.of(pid()));
        process.descendants().map(ProcessHandle::pid).forEach(pids::add);
        Signals.send(signal, pids);
    }

    /** Waits until it has ended; one that has ended but was not buried yet (a zombie) does not count as living. */
    void awaitEnd(Path data) throws IOException {
        for (int tenths = 0; serves(process, data); tenths++) {
            if (tenths > 600) {
                throw new IOException("PostgreSQL (process " + pid() + ") does not end");
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static boolean serves(ProcessHandle process, Path data) {
        return process.isAlive()
                && process.info()
                        .commandLine()
                        .filter(line -> line.contains("postgres") && line.contains(data.toString()))
                        .isPresent();
    }

    private static List<String> lockFile(Path data) {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
