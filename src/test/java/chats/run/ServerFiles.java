package chats.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lays out a server as the image of the Dockerfile has it: {@code server.xml}, the options beside it, the PostgreSQL
 * driver and the packaged application. Each server gets copies of its own, so that a new build does not pull the files
 * from under a running one.
 */
final class ServerFiles {
    private final Path user;
    private final String name;
    private final Path server;

    /** @param user the folder that becomes the server's {@code WLP_USER_DIR} */
    ServerFiles(Path user, String name) {
        this.user = user;
        this.name = name;
        this.server = user.resolve("servers").resolve(name);
    }

    void layOut(Path application) throws IOException {
        layOutCommon();
        Files.copy(Build.project().resolve("server.xml"), server.resolve("server.xml"));
        Files.copy(application, Files.createDirectories(server.resolve("apps")).resolve("chats.war"));
    }

    /** Adds a class of the tests to the application that was laid out. */
    void addToApplication(String testClass) throws IOException {
        try (FileSystem application = FileSystems.newFileSystem(server.resolve("apps/chats.war"));
                InputStream bytes = ServerFiles.class.getResourceAsStream("/" + testClass)) {
            Path place = application.getPath("WEB-INF/classes/" + testClass);
            Files.createDirectories(place.getParent());
            Files.copy(bytes, place);
        }
    }

    /** The same without the application. */
    void layOutEmpty() throws IOException {
        layOutCommon();
        String configuration = Files.readString(Build.project().resolve("server.xml"));
        Files.writeString(
                server.resolve("server.xml"),
                configuration.replaceAll("(?s)<webApplication\\b([^>]*/>|.*?</webApplication>)", ""));
    }

    /** Adds to the configuration of a server that was laid out, or changes it. */
    void override(String name, String elements) throws IOException {
        Path overrides = Files.createDirectories(server.resolve("configDropins/overrides"));
        Files.writeString(overrides.resolve(name + ".xml"), "<server>" + elements + "</server>");
    }

    private void layOutCommon() throws IOException {
        Folders.delete(user);
        Files.createDirectories(server);
        try (DirectoryStream<Path> options =
                Files.newDirectoryStream(Build.project().resolve("src/main/liberty/config"))) {
            for (Path file : options) {
                Files.copy(file, server.resolve(file.getFileName()));
            }
        }
        Path driver = driver();
        Files.copy(
                driver,
                Files.createDirectories(user.resolve("shared/resources/jdbc")).resolve(driver.getFileName()));
    }

    /** Runs the server that was laid out. The process is the server's own: no shell stands between. */
    ProcessBuilder command() {
        ProcessBuilder command =
                new ProcessBuilder(Build.liberty().resolve("bin/server").toString(), "run", name);
        command.environment().put("WLP_USER_DIR", user.toString());
        return command;
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
