package chats.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlotTest {
    private static final Path DOCS = Path.of(System.getProperty("basedir", ""), "docs");

    @Test
    void thePlotShowsWhatWasMeasured() throws IOException {
        assertEquals(
                Plot.of(Files.readAllLines(DOCS.resolve("capacity.csv"))),
                Files.readString(DOCS.resolve("capacity.svg")),
                "mvn test-compile exec:java@plot draws it anew");
    }
}
