package chats.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Two builds of the same source make the same WAR: it has no time of its own in it. */
class ReproducibleWarIT {
    private static final Pattern TIME =
            Pattern.compile("<project.build.outputTimestamp>(\\S+)</project.build.outputTimestamp>");

    @Test
    void everythingInItIsOfOneTime() throws IOException {
        Matcher time = TIME.matcher(DeployFiles.read("pom.xml"));
        assertTrue(time.find());
        LocalDateTime expected = LocalDateTime.ofInstant(Instant.parse(time.group(1)), ZoneOffset.UTC);
        try (ZipFile war = new ZipFile(Path.of(System.getProperty("basedir", ""), "target", "chats.war")
                .toFile())) {
            Set<LocalDateTime> times = war.stream().map(ZipEntry::getTimeLocal).collect(Collectors.toSet());
            assertEquals(Set.of(expected), times);
            String manifest = new String(
                    war.getInputStream(war.getEntry("META-INF/MANIFEST.MF")).readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(!manifest.contains("Built-By"), manifest);
        }
    }
}
