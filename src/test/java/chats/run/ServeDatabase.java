package chats.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The embedded database for {@code liberty:dev}: started in Maven's own process, which it ends with, and told to the server
 * that the same Maven starts next. Does nothing if {@code DB_URL} names another database.
 */
public final class ServeDatabase {
    private static final int CONNECTIONS = 100;
    private static final Path TOLD = Build.target().resolve("dev/database.xml");

    private ServeDatabase() {}

    public static void main(String[] arguments) throws Exception {
        if (!System.getenv().getOrDefault("DB_URL", "").isBlank()) {
            Files.deleteIfExists(TOLD);
            return;
        }
        Path folder = Build.project().resolve("data");
        DataFolder data = DataFolder.hold(folder);
        RunningPostgres postgres = RunningPostgres.in(data.path(), CONNECTIONS);
        tell(postgres);
        // holds the folder for as long as Maven lives; the reaper stops the database after it
        Runtime.getRuntime().addShutdownHook(new Thread(data::path));
    }

    // A file that src/main/liberty/dev/server.xml includes, for its owner's eyes only.
    private static void tell(RunningPostgres postgres) throws IOException {
        Files.createDirectories(TOLD.getParent());
        Files.deleteIfExists(TOLD);
        Files.createFile(TOLD, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                TOLD,
                "<server><variable name=\"DB_URL\" value=\"%s\"/><variable name=\"DB_USER\" value=\"%s\"/>"
                                .formatted(postgres.url(), postgres.user())
                        + "<variable name=\"DB_PASSWORD\" value=\"%s\"/></server>\n".formatted(postgres.password()));
    }
}
