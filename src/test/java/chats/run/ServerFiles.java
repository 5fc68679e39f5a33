package chats.run;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lays out the server as the image of the Dockerfile has it: {@code server.xml}, the options beside it, the PostgreSQL
 * driver and the packaged application. Each server gets copies of its own, so that a new build does not pull the files
 * from under a running one.
 */
final class ServerFiles {
    static final String NAME = "chats";

    private ServerFiles() {}

    /** @param user the folder that becomes the server's {@code WLP_USER_DIR} */
    static void layOut(Path user, Path application) throws IOException {
        Folders.delete(user);
        Path server = Files.createDirectories(user.resolve("servers").resolve(NAME));
        Files.copy(Build.project().resolve("server.xml"), server.resolve("server.xml"));
        try (DirectoryStream<Path> options = Files.newDirectoryStream(Build.project().resolve("src/main/liberty/config"))) {
            for (Path file : options) {
                Files.copy(file, server.resolve(file.getFileName()));
            }
        }
        Path driver = driver();
        Files.copy(
                driver, Files.createDirectories(user.resolve("shared/resources/jdbc")).resolve(driver.getFileName()));
        Files.copy(application, Files.createDirectories(server.resolve("apps")).resolve("chats.war"));
    }

    /** Adds to the configuration of a server that was laid out, or changes it. */
    static void override(Path user, String name, String elements) throws IOException {
        Path overrides = user.resolve("servers").resolve(NAME).resolve("configDropins/overrides");
        Files.writeString(
                Files.createDirectories(overrides).resolve(name + ".xml"), "<server>" + elements + "</server>");
    }

    private static Path driver() throws IOException {
        try {
            return Path.of(org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
