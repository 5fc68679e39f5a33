package chats;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.commands.Command;
import chats.commands.DeclaredCommands;
import chats.errors.ErrorCode;
import chats.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What README.md and the pages below docs say of settings, errors, events and packages is what there is, and their links lead somewhere. */
class ReadmeTest {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""));
    private static final Path SOURCE = PROJECT.resolve("src/main/java");
    private static final String README = "README.md";
    private static final String ARCHITECTURE = "docs/architecture.md";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|src=\"([^\"]+)\"");
    private static final Pattern SETTING = Pattern.compile("`([A-Z][A-Z_]+)`");
    private static final Pattern MEMBER = Pattern.compile("`(?:[a-z]+/)*([A-Z]\\w*[a-z]\\w*)(?:[.#](\\w+))?`");

    /** Of the text in a comment, so that one word does not do. */
    private static final int LEAST_OF_A_PACKAGE = 60;

    @Test
    void everySettingIsInTheTableAndNoOther() throws IOException {
        assertEquals(settings(), named(read("docs/settings.md"), SETTING));
    }

    @Test
    void everySettingOfTheReadmeIsThere() throws IOException {
        Set<String> named = named(section(read(README), "## Settings"), SETTING);
        assertTrue(named.size() > 5, "the table is found");
        named.removeAll(settings());
        assertEquals(Set.of(), named);
    }

    @Test
    void everyErrorIsInTheTableAndNoOther() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            codes.add(code.code() + " " + code.status());
        }
        Set<String> rows = section(read("docs/events.md"), "## Errors")
                .lines()
                .filter(line -> line.matches("\\| `.*"))
                .map(line -> line.replaceAll("\\| `(\\w+)` \\| (\\d+) .*", "$1 $2"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(codes, rows);
    }

    @Test
    void everyErrorOfTheReadmeIsThere() throws IOException {
        Set<String> named = named(section(read(README), "## Errors"), Pattern.compile("`(\\w+)`"));
        assertTrue(named.size() > 5, "the table is found");
        for (ErrorCode code : ErrorCode.values()) {
            named.remove(code.code());
        }
        assertEquals(Set.of(), named);
    }

    @Test
    void everyEventOfClientsIsInBothTables() throws IOException {
        Set<String> events = DeclaredCommands.all().stream().map(Command::name).collect(toSet());
        for (String page : List.of(README, "docs/events.md")) {
            Set<String> named = named(section(read(page), "## Events"), Pattern.compile("`(\\w+)`"));
            assertTrue(named.containsAll(events), page);
        }
    }

    @Test
    void theReadmeIsReadInFiveMinutesAndTheArchitectureInTwenty() throws IOException {
        assertTrue(read(README).lines().count() <= 200);
        assertTrue(read(ARCHITECTURE).lines().count() <= 290);
    }

    @Test
    void everyPackageIsInTheArchitecture() throws IOException {
        String page = read(ARCHITECTURE);
        List<String> missing = packages().stream()
                .map(folder -> "](../" + PROJECT.resolve("").relativize(folder) + "/package-info.java)")
                .filter(link -> !page.contains(link))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyPackageSaysWhatItHolds() throws IOException {
        List<Path> silent = new ArrayList<>();
        for (Path folder : packages()) {
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info) || comment(Files.readString(info)).length() < LEAST_OF_A_PACKAGE) {
                silent.add(folder);
            }
        }
        assertEquals(List.of(), silent);
    }

    /** Classes, their methods and fields, and tests. */
    @Test
    void everyClassThatTheArchitectureOrADecisionNamesIsThere() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path page : pages()) {
            if (page.endsWith(ARCHITECTURE) || page.getParent().endsWith("decisions")) {
                for (MatchResult name : MEMBER.matcher(withoutCode(Files.readString(page)))
                        .results()
                        .toList()) {
                    named++;
                    if (!isThere(sources, name.group(1), name.group(2))) {
                        missing.add(page.getFileName() + ": " + name.group());
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named > 150, "names are found");
    }

    private static boolean isThere(Map<String, String> sources, String type, String member) {
        String source = sources.get(type);
        return source != null
                && (member == null
                        || Pattern.compile("\\b" + member + "\\b")
                                .matcher(source)
                                .find());
    }

    /** By the simple names of their classes; two classes of one name are taken together. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> all = Files.walk(PROJECT.resolve("src"))) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                sources.merge(name, Files.readString(file), String::concat);
            }
        }
        return sources;
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(withoutCode(Files.readString(page))).results().toList()) {
                links++;
                String target = link.group(1) == null ? link.group(2) : link.group(1);
                if (!target.matches("[a-z]+:.*") && !leadsSomewhere(page, target)) {
                    broken.add(page + ": " + target);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(links > 50, "links are found");
    }

    private static boolean leadsSomewhere(Path page, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length == 1 || anchors(Files.readString(file)).contains(parts[1]));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(String page) {
        return withoutCode(page)
                .lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(String page) {
        return page.replaceAll("(?ms)^```.*?^```$", "");
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path root : List.of(PROJECT.resolve(""), PROJECT.resolve("docs"), PROJECT.resolve("docs/decisions"))) {
            try (Stream<Path> files = Files.list(root)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCE)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /** The words of a file's first comment. */
    private static String comment(String source) {
        int start = source.indexOf("/**");
        int end = source.indexOf("*/");
        return start < 0 || end < start
                ? ""
                : source.substring(start + 3, end).replaceAll("[\\s*]+", " ").strip();
    }

    private static Set<String> settings() {
        Set<String> read = new TreeSet<>(Set.of("DB_USER", "DB_PASSWORD"));
        Settings.from(name -> {
            read.add(name);
            return null;
        });
        return read;
    }

    /** What the pattern finds in the first column of the tables of a text. */
    private static Set<String> named(String text, Pattern pattern) {
        return text.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" | ")))
                .flatMap(cell -> pattern.matcher(cell).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String page) throws IOException {
        return Files.readString(PROJECT.resolve(page));
    }

    private static String section(String page, String heading) {
        int start = page.indexOf(heading + "\n");
        assertTrue(start >= 0, heading);
        int end = page.indexOf("\n## ", start);
        return end < 0 ? page.substring(start) : page.substring(start, end);
    }
}
