package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node without REDIS_URL has nothing of what several nodes need. */
class AloneIT extends Story {
    // Open Liberty has some of Netty, for itself; only Lettuce could bring ours.
    @Test
    void noClassAndNoThreadOfRedisIsThere() throws Exception {
        theServerStillServes();
        List<String> classes = jcmd("VM.class_hierarchy");
        assertTrue(classes.stream().anyMatch(line -> line.contains("chats.bus.NoBus")), "the classes are listed");
        assertEquals(
                List.of(),
                classes.stream()
                        .filter(line -> line.matches(".*(io\\.lettuce|reactor\\.core|chats\\.bus\\.redis)\\..*"))
                        .toList());
        assertEquals(
                List.of(),
                jcmd("Thread.print").stream()
                        .filter(line -> line.startsWith("\"lettuce"))
                        .toList());
    }

    private List<String> jcmd(String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(server().pid()), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
