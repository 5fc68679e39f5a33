package chats.run;

import java.nio.file.Path;

/** Where the build keeps things. */
final class Build {
    private Build() {}

    /** The project's own folder. */
    static Path project() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    /** What the build makes and {@code mvn clean} removes. */
    static Path target() {
        return project().resolve("target");
    }

    /** The server's runtime, unpacked by the build. */
    static Path liberty() {
        return target().resolve("liberty/wlp");
    }
}
