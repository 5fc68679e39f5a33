package chats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says of tests and libraries is what there is. */
class SecurityTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""));
    private static final Pattern TEST = Pattern.compile("`([\\w/]+)#(\\w+)`");
    private static final Pattern LIBRARY = Pattern.compile("(?m)^\\| (`[^|]+`) \\| ([0-9][\\w.-]*) \\|$");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        List<MatchResult> named = TEST.matcher(document()).results().toList();
        for (MatchResult test : named) {
            Path file = PROJECT.resolve("src/test/java/chats").resolve(test.group(1) + ".java");
            if (!Files.exists(file) || !Files.readString(file).contains("void " + test.group(2) + "(")) {
                missing.add(test.group());
            }
        }
        assertTrue(named.size() > 50, () -> named.size() + " tests are named");
        assertEquals(List.of(), missing);
    }

    @Test
    void everyLibraryHasTheVersionThatIsNamed() throws IOException {
        Set<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .collect(Collectors.toSet());
        List<String> others = new ArrayList<>();
        for (MatchResult row : LIBRARY.matcher(document()).results().toList()) {
            NAME.matcher(row.group(1))
                    .results()
                    .map(name -> name.group(1) + "-" + row.group(2) + ".jar")
                    .filter(jar -> !jars.contains(jar))
                    .forEach(others::add);
        }
        assertEquals(List.of(), others);
    }

    private static String document() throws IOException {
        return Files.readString(PROJECT.resolve("SECURITY.md"));
    }
}
