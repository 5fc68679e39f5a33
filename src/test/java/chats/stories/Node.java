package chats.stories;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Node.js with the official Socket.IO client, which npm fetches into the build's folder: once, and again when the lock file
 * has changed. Where there is neither, the tests that need it are skipped and say so.
 */
final class Node {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path SOURCE = BASE.resolve("src/test/javascript");
    private static final Path FOLDER = BASE.resolve("target/javascript");
    private static final String LOCK = "package-lock.json";
    private static final long PATIENCE_SECONDS = 180;

    private static Optional<String> missing;

    private Node() {}

    /** To run a script in {@link #folder}. */
    static ProcessBuilder program(String... arguments) {
        require();
        return command(Stream.concat(Stream.of("node"), Stream.of(arguments)).toList());
    }

    /** Where the scripts are, and what they need. */
    static Path folder() {
        return FOLDER;
    }

    /** Skips the test that asks for it where there is no Node.js, or no client for it. */
    private static synchronized void require() {
        if (missing == null) {
            missing = Optional.ofNullable(prepare());
        }
        missing.ifPresent(why -> abort("no JavaScript client: " + why));
    }

    /** Why there is none, null if all is well. */
    private static String prepare() {
        try {
            String version = run(command(List.of("node", "--version")));
            if (version.matches("v(\\d|1[0-7])\\..*")) {
                return "Node.js " + version + " is too old";
            }
        } catch (IOException e) {
            return "Node.js is not installed";
        }
        try {
            copySources();
            Path fetched = FOLDER.resolve("node_modules").resolve(LOCK);
            if (!Files.exists(fetched) || Files.mismatch(FOLDER.resolve(LOCK), fetched) >= 0) {
                run(command(List.of("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")));
                Files.copy(FOLDER.resolve(LOCK), fetched);
            }
            return null;
        } catch (IOException e) {
            return "npm cannot get it: " + e.getMessage();
        }
    }

    private static void copySources() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCE)) {
            for (Path file : files.toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static ProcessBuilder command(List<String> command) {
        return new ProcessBuilder(command).directory(Files.isDirectory(FOLDER) ? FOLDER.toFile() : BASE.toFile());
    }

    private static String run(ProcessBuilder command) throws IOException {
        Path output = Files.createTempFile("node", ".log");
        try {
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("it takes longer than " + PATIENCE_SECONDS + " seconds");
            }
            String said = Files.readString(output, StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new IOException(said);
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
