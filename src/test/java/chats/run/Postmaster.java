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
import java.util.stream.Stream;

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
        Signals.send(signal, all().stream().map(ProcessHandle::pid).toList());
    }

    /** Kills it and all its workers, and waits until they have ended: each of them holds the memory that they share. */
    void kill() throws IOException {
        List<ProcessHandle> all = all();
        Signals.send("KILL", all.stream().map(ProcessHandle::pid).toList());
        awaitEnd(all);
    }

    /** Waits until it has ended. */
    void awaitEnd() throws IOException {
        awaitEnd(List.of(process));
    }

    private void awaitEnd(List<ProcessHandle> processes) throws IOException {
        for (int tenths = 0; processes.stream().anyMatch(Postmaster::isRunning); tenths++) {
            if (tenths > 600) {
                throw new IOException("PostgreSQL (process " + pid() + ") does not end");
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private List<ProcessHandle> all() {
        return Stream.concat(Stream.of(process), process.descendants()).toList();
    }

    /** One that has ended but was not buried yet (a zombie) has no command line any more. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
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
