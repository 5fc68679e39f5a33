package chats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The map of the source: a line for each file, in the words of its own Javadoc. */
final class SourceMap {
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:(?:public|final|abstract|sealed) )*(?:class|interface|enum|record|@interface) ");
    private static final Pattern TEST = Pattern.compile("(?:@Test|@Property|@ParameterizedTest)[^;]*?void (\\w+)\\(");

    private SourceMap() {}

    /** All of it, in Markdown. */
    static String of(Path project) throws IOException {
        return "## The map of the source\n\n"
                + section(project.resolve("src/main/java"))
                + "\n### Tests\n\n"
                + "`*Test` needs no server, `*IT` talks to real ones.\n\n"
                + section(project.resolve("src/test/java"))
                + "\n### Load\n\n"
                + section(project.resolve("src/load/java"));
    }

    private static String section(Path root) throws IOException {
        Map<String, List<Path>> packages;
        try (Stream<Path> files = Files.walk(root)) {
            packages = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .collect(Collectors.groupingBy(
                            file -> root.relativize(file.getParent()).toString().replace('/', '.'),
                            TreeMap::new,
                            Collectors.toList()));
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, List<Path>> each : packages.entrySet()) {
            text.append("- **`").append(each.getKey()).append("`**");
            for (Path file : each.getValue()) {
                if (file.endsWith("package-info.java")) {
                    text.append(": ").append(sentence(file));
                }
            }
            text.append('\n');
            for (Path file : each.getValue()) {
                if (!file.endsWith("package-info.java")) {
                    text.append("  - `")
                            .append(name(file))
                            .append("`: ")
                            .append(sentence(file))
                            .append('\n');
                }
            }
        }
        return text.toString();
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    /** The first sentence of the file's Javadoc; of a test that has none, what it tests first. */
    private static String sentence(Path file) throws IOException {
        String source = Files.readString(file);
        Matcher type = TYPE.matcher(source);
        String head = source.substring(0, type.find() ? type.start() : source.length());
        Matcher javadoc = JAVADOC.matcher(head);
        if (javadoc.find()) {
            return plain(javadoc.group(1));
        }
        Matcher test = TEST.matcher(source);
        if (!test.find()) {
            throw new IllegalStateException(file + " has neither Javadoc nor a test");
        }
        return test.group(1)
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                        .toLowerCase(Locale.ROOT) + ", and more";
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("(?s)\\n\\s*(\\n|@|<).*", "")
                .replaceAll("\\{@(?:code|link|value) #?([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceAll("(?<=[^.][a-z0-9`)\\]][.])\\s.*", "")
                .replaceAll("[.:]$", "");
    }
}
