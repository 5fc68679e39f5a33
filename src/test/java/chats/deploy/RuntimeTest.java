package chats.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which Open Liberty is built, tested and put into the image: one property of pom.xml and one ARG of the Dockerfile. */
class RuntimeTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""));

    @Test
    void theImageHasTheRuntimeThatIsTested() throws IOException {
        assertEquals(tested(), first("Dockerfile", "(?m)^ARG LIBERTY_VERSION=(\\S+)$"));
        assertTrue(Files.readString(PROJECT.resolve("Dockerfile"))
                .contains("liberty:create -Dliberty.version=${LIBERTY_VERSION}"));
    }

    @Test
    void itsVersionStandsNowhereElse() throws IOException {
        String version = tested();
        Set<String> files = new TreeSet<>();
        try (Stream<Path> top = Files.list(PROJECT.resolve(""))) {
            for (Path each : top.filter(RuntimeTest::isOurs).toList()) {
                try (Stream<Path> all = Files.walk(each)) {
                    for (Path file : all.filter(Files::isRegularFile).toList()) {
                        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(version)) {
                            files.add(PROJECT.resolve("").relativize(file).toString());
                        }
                    }
                }
            }
        }
        assertEquals(Set.of("Dockerfile", "pom.xml"), files);
    }

    /** The advisories about Open Liberty tell operators to look for CWWKF0012I, which names the features in use. */
    @Test
    void theFeaturesInUseAreLogged() throws IOException {
        assertFalse(first("server.xml", "(?s) hideMessage=\"(.*?)\"").contains("CWWKF0012I"));
    }

    /** Neither what is built nor what is kept beside it, such as the data of `mvn`. */
    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                || Set.of(".ci", ".mvn", "deploy", "docs", "src").contains(name);
    }

    private static String tested() throws IOException {
        return first("pom.xml", "<liberty.version>([^<]+)</liberty.version>");
    }

    private static String first(String file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(PROJECT.resolve(file)));
        assertTrue(matcher.find(), () -> pattern + " is not in " + file);
        return matcher.group(1);
    }
}
