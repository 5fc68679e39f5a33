package chats.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says in one line, at the end of {@code mvn verify}, which newer releases are served of what pom.xml names. The Versions
 * plugin asks the registry and writes them into a file; where it cannot ask, nothing is known and nothing is said.
 */
public final class NewerReleases {
    /** A line of the file: {@code ${name.version} ... 1.0 -> 1.1} or {@code group:artifact ... 1.0 -> 1.1}. */
    private static final Pattern UPDATE = Pattern.compile("(?m)^ +(\\S+) \\.+ (\\S+) -> (\\S+)$");

    private static final Comparator<String> SHORTEST =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private NewerReleases() {}

    /** @param arguments the file */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        if (Files.exists(file)) {
            line(Files.readString(file)).ifPresent(System.out::println);
        }
    }

    /** Empty where nothing is newer. Artifacts that are released together are one entry, by their shortest group. */
    static Optional<String> line(String updates) {
        Map<String, String> names = new TreeMap<>();
        for (MatchResult update : UPDATE.matcher(updates).results().toList()) {
            names.merge(
                    update.group(2) + " -> " + update.group(3),
                    name(update.group(1)),
                    (one, other) -> SHORTEST.compare(one, other) <= 0 ? one : other);
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .sorted()
                        .collect(Collectors.joining(", ", "Newer than what pom.xml names: ", "")));
    }

    private static String name(String what) {
        return what.startsWith("${")
                ? what.replaceAll("^\\$\\{(.*?)(\\.version)?}$", "$1")
                : what.substring(0, what.indexOf(':'));
    }
}
