package chats;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds the code to what the root's {@code package-info.java} says of its packages. */
class PackagesTest {
    private static final Set<String> MAY_READ_ALL = Set.of("ops");

    @Test
    void dependenciesRunInOneDirection() throws IOException {
        List<Set<String>> lines = lines();
        List<String> violations = new ArrayList<>();
        for (JavaClass from : Classes.ALL) {
            from.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> isOurs(dependency.getTargetClass()))
                    .filter(dependency -> !mayUse(lines, from, dependency.getTargetClass()))
                    .forEach(dependency -> violations.add(dependency.getDescription()));
        }
        assertEquals(List.of(), violations);
    }

    @Test
    void everyPackageIsInTheList() throws IOException {
        Set<String> listed = lines().stream().flatMap(Set::stream).collect(toSet());
        Set<String> there = Classes.ALL.stream()
                .map(PackagesTest::feature)
                .filter(name -> !name.isEmpty())
                .collect(toSet());
        there.removeAll(listed);
        assertEquals(Set.of(), there);
    }

    /** In docs/architecture.md: whoever uses a package may use what that one uses. */
    @Test
    void theDrawingShowsWhoUsesWhom() throws IOException {
        Map<String, Set<String>> drawn = drawing();
        Map<String, Set<String>> used = uses();
        List<String> violations = new ArrayList<>();
        used.forEach((from, all) -> all.stream()
                .filter(to ->
                        !MAY_READ_ALL.contains(from) && !reached(drawn, from).contains(to))
                .forEach(to -> violations.add("not drawn: " + from + " --> " + to)));
        drawn.forEach((from, all) -> all.stream()
                .filter(to -> !used.getOrDefault(from, Set.of()).contains(to))
                .forEach(to -> violations.add("not used: " + from + " --> " + to)));
        assertEquals(List.of(), violations);
    }

    private static Map<String, Set<String>> drawing() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("basedir", ""), "docs/architecture.md"));
        Map<String, Set<String>> drawn = new TreeMap<>();
        Pattern.compile("(?m)^  ([a-z]+) --> ([a-z]+(?: & [a-z]+)*)$")
                .matcher(page)
                .results()
                .forEach(
                        arrow -> drawn.put(arrow.group(1), Set.of(arrow.group(2).split(" & ", -1))));
        assertTrue(drawn.size() > 10, "the drawing is found");
        return drawn;
    }

    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass from : Classes.ALL) {
            from.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(to ->
                            isOurs(to) && !feature(to).isEmpty() && !feature(to).equals(feature(from)))
                    .forEach(to -> used.computeIfAbsent(feature(from), key -> new TreeSet<>())
                            .add(feature(to)));
        }
        used.remove("");
        return used;
    }

    private static Set<String> reached(Map<String, Set<String>> drawn, String from) {
        Set<String> reached = new TreeSet<>();
        drawn.getOrDefault(from, Set.of()).forEach(to -> {
            reached.add(to);
            reached.addAll(reached(drawn, to));
        });
        return reached;
    }

    @Test
    void noSimpleNameStandsForTwoClasses() {
        Map<String, List<String>> names = Classes.ALL.stream()
                .filter(type -> isOurs(type) && type.getEnclosingClass().isEmpty())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, mapping(JavaClass::getName, toList())));
        names.values().removeIf(same -> same.size() == 1);
        assertEquals(Map.of(), names);
    }

    @Test
    void socketIoIsALibraryThatKnowsNothingOfChats() {
        noClasses()
                .that()
                .resideInAPackage("chats.socketio..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("chats..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(
                                "chats.socketio..", "chats.outbox..", "chats.liberty..")))
                .check(Classes.ALL);
    }

    @Test
    void onlyTheContainerMakesThreads() {
        noClasses().should().callConstructor(Thread.class, Runnable.class).check(Classes.ALL);
        noClasses()
                .should()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .check(Classes.ALL);
        noClasses().should().beAssignableTo(Thread.class).check(Classes.ALL);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Executors.class, ForkJoinPool.class)
                .check(Classes.ALL);
    }

    @Test
    void nothingIsPrinted() {
        noClasses().should().accessField(System.class, "out").check(Classes.ALL);
        noClasses().should().accessField(System.class, "err").check(Classes.ALL);
        noClasses().should().callMethod(Throwable.class, "printStackTrace").check(Classes.ALL);
    }

    private static boolean mayUse(List<Set<String>> lines, JavaClass from, JavaClass to) {
        return feature(from).equals(feature(to))
                || MAY_READ_ALL.contains(feature(from))
                || (!MAY_READ_ALL.contains(feature(to)) && line(lines, from) <= line(lines, to));
    }

    private static int line(List<Set<String>> lines, JavaClass type) {
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).contains(feature(type)))
                .findFirst()
                .orElse(-1);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals("chats") || type.getPackageName().startsWith("chats.");
    }

    /** The package below the root; empty for the root itself. */
    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        return name.equals("chats") ? "" : name.split("\\.", -1)[1];
    }

    /** The packages of each line of the list, from the top. */
    private static List<Set<String>> lines() throws IOException {
        String info =
                Files.readString(Path.of(System.getProperty("basedir", ""), "src/main/java/chats/package-info.java"));
        List<Set<String>> lines = Pattern.compile("(?m)^ \\* ([a-z]+(?:, [a-z]+)*)  ")
                .matcher(info)
                .results()
                .map((MatchResult line) -> Set.of(line.group(1).split(", ", -1)))
                .toList();
        assertTrue(lines.size() > 5, "the list of packages is found");
        return lines;
    }

    /** The container would look it up for each request: 30 % of the processor time of a cheap one. */
    @Test
    void nothingIsLookedUpForEachRequest() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(RequestScoped.class)
                .should()
                .beAnnotatedWith(Resource.class)
                .check(Classes.ALL);
    }
}
