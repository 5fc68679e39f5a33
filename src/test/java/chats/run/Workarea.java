package chats.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server learns when it starts for the first time: which bundles its features need, and the libraries that it unpacks from the
 * application. The first server that ends in an orderly way leaves a copy behind, and the servers after it begin with that. They need
 * two thirds of the processor time. Open Liberty itself tells whether what it finds still fits.
 */
final class Workarea {
    private static final Path KEPT = Build.target().resolve("it/workarea");

    /** What belongs to the process alone. */
    private static final String OF_A_PROCESS = ".s";

    private Workarea() {}

    /** @param workarea of a server that has ended */
    static synchronized void keep(Path workarea) {
        if (Files.isDirectory(KEPT) || !Files.isDirectory(workarea)) {
            return;
        }
        try {
            Path unfinished = Files.createTempDirectory(Files.createDirectories(KEPT.getParent()), "workarea-");
            copy(workarea, unfinished);
            Files.move(unfinished, KEPT, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot keep " + workarea, e);
        }
    }

    /** @param workarea of a server that has not been started yet */
    static void reuse(Path workarea) throws IOException {
        if (Files.isDirectory(KEPT)) {
            copy(KEPT, Files.createDirectories(workarea));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.filter(path -> !path.equals(from)).toList();
        }
        for (Path path : all) {
            Path relative = from.relativize(path);
            if (!relative.toString().startsWith(OF_A_PROCESS)) {
                Files.copy(path, to.resolve(relative), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
