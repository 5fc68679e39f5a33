package chats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.CommandDispatcher;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md says of settings, errors, events and files is what there is. */
class ReadmeTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""));
    private static final Path README = PROJECT.resolve("README.md");

    @Test
    void everySettingIsInTheTableAndNoOther() throws IOException {
        Set<String> read = new TreeSet<>(Set.of("DB_USER", "DB_PASSWORD"));
        Settings.from(name -> {
            read.add(name);
            return null;
        });
        assertEquals(read, named("## Settings", "`([A-Z][A-Z_]+)`"));
    }

    @Test
    void everyErrorIsInTheTableAndNoOther() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            codes.add(code.code() + " " + code.status());
        }
        Set<String> rows = section("## Errors")
                .lines()
                .filter(line -> line.matches("\\| `.*"))
                .map(line -> line.replaceAll("\\| `(\\w+)` \\| (\\d+) .*", "$1 $2"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(codes, rows);
    }

    @Test
    void everyEventOfClientsIsInTheTable() throws IOException {
        Set<String> named = named("## Events", "`(\\w+)`");
        assertTrue(named.containsAll(new CommandDispatcher(null, null, null, null, null, null).events()));
    }

    @Test
    void everyFileBesideJavaIsInTheTableAndNoOther() throws IOException {
        Set<String> files = new TreeSet<>(
                Set.of("pom.xml", "server.xml", "compose.yaml", "Dockerfile", ".dockerignore", ".editorconfig"));
        for (String folder : List.of("src", "docs", "deploy", ".ci", ".mvn")) {
            try (Stream<Path> all = Files.walk(PROJECT.resolve(folder))) {
                all.filter(Files::isRegularFile)
                        .map(file -> PROJECT.resolve("").relativize(file).toString())
                        .filter(file -> !file.matches("src/.*\\.java"))
                        .forEach(files::add);
            }
        }
        assertEquals(files, named("## Files beside the Java source", "`([^`]+)`"));
    }

    /** What the pattern finds in the first column of the tables below a heading. */
    private static Set<String> named(String heading, String pattern) throws IOException {
        return section(heading)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .flatMap(cell -> Pattern.compile(pattern).matcher(cell).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section(String heading) throws IOException {
        String readme = Files.readString(README);
        int start = readme.indexOf(heading + "\n");
        int end = readme.indexOf("\n## ", start);
        return end < 0 ? readme.substring(start) : readme.substring(start, end);
    }
}
