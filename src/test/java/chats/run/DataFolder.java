package chats.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The project's data folder, held by one program at a time. The hold is the operating system's: it ends with the program,
 * however that ends, and leaves nothing stale.
 */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws CannotServe if another program holds it */
    static DataFolder hold(Path folder) throws IOException, CannotServe {
        Files.createDirectories(folder);
        FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new CannotServe("Another Chats is running on " + folder
                    + ": stop it, or set DB_URL to give this one another database");
        }
        return new DataFolder(folder, lock);
    }

    Path path() {
        return folder;
    }

    /** Lets it go. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
