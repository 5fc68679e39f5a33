package chats.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecificationVersion;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.jboss.jandex.Indexer;

/** The document of REST, made as the server makes it. */
public final class OpenApi {
    private static final Path CLASSES = Path.of(System.getProperty("basedir", ""), "target/classes/chats");

    static final Document DOCUMENT = Document.of(made(), SpecificationVersion.DRAFT_2020_12);

    /** Said once for all operations. */
    private static final Set<Integer> EVERYWHERE = Set.of(405, 406);

    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private OpenApi() {}

    /** Makes sure that an answer is as documented; of addresses that are not documented nothing is known. */
    public static void check(String method, String target, int status, HttpHeaders headers, String body) {
        Optional<String> path = path(target.replaceFirst("\\?.*", ""));
        if (path.isEmpty() || EVERYWHERE.contains(status)) {
            return;
        }
        if (!isAbsent(status, body) || mayFindNothing(method, path.get())) {
            check(name(method, path.get()), status, headers, body);
        }
    }

    /** A part of the document, such as {@code paths}. */
    public static JsonNode part(String name) {
        return DOCUMENT.at("/" + name);
    }

    /** The operations with the statuses that {@link #check} has seen, such as {@code GET /chats 200}. */
    public static Set<String> seen() {
        return SEEN;
    }

    /** The operations with the statuses that the document has. */
    public static Set<String> documented() {
        Set<String> documented = new TreeSet<>();
        for (String operation : operations()) {
            operation(operation)
                    .get("responses")
                    .fieldNames()
                    .forEachRemaining(status -> documented.add(operation + " " + status));
        }
        return documented;
    }

    /** Method and path of everything that is documented. */
    static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        DOCUMENT.at("/paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(key -> {
                    if (!key.equals("parameters")) {
                        operations.add(name(key, path.getKey()));
                    }
                }));
        return operations;
    }

    private static void check(String operation, int status, HttpHeaders headers, String body) {
        JsonNode documented = operation(operation);
        assertTrue(documented.isObject(), () -> operation + " is not documented");
        String seen = operation + " " + status;
        JsonNode answer = DOCUMENT.resolved(documented.get("responses").path("" + status));
        assertTrue(answer.isObject(), () -> seen + " is not documented: " + body);
        JsonNode content = answer.path("content");
        if (!content.isEmpty()) {
            String type = headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
            assertTrue(content.has(type), () -> seen + " is documented with " + content + ", not " + type);
            if (type.endsWith("json") && content.get(type).has("schema")) {
                assertEquals(List.of(), DOCUMENT.faults(content.get(type).get("schema"), body), seen);
            }
        }
        answer.path("headers")
                .fieldNames()
                .forEachRemaining(
                        name -> assertTrue(headers.firstValue(name).isPresent(), () -> seen + " has no " + name));
        SEEN.add(seen);
    }

    static JsonNode operation(String operation) {
        String[] words = operation.split(" ");
        return node(words[0], words[1]);
    }

    /**
     * The document as a server with the default settings makes it: of the annotations, openapi.yaml and microprofile-config.properties.
     */
    private static JsonNode made() {
        Indexer indexer = new Indexer();
        try (Stream<Path> classes = Files.walk(CLASSES)) {
            for (Path file :
                    classes.filter(path -> path.toString().endsWith(".class")).toList()) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    indexer.index(bytes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Document.parse(
                SmallRyeOpenAPI.builder().withIndex(indexer.complete()).build().toJSON());
    }

    /** By its settings, a server may leave something out. */
    private static boolean isAbsent(int status, String body) {
        return status == 404 && body.contains("\"code\":\"not_found\"");
    }

    /** Whether what is asked for may be missing where the operation is there. */
    private static boolean mayFindNothing(String method, String path) {
        return node(method, path).at("/responses/404/$ref").asText().endsWith("/NotFound");
    }

    private static JsonNode node(String method, String path) {
        return DOCUMENT.at("/paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    private static String name(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    private static Optional<String> path(String target) {
        JsonNode paths = DOCUMENT.at("/paths");
        for (var names = paths.fieldNames(); names.hasNext(); ) {
            String path = names.next();
            if (target.matches(path.replaceAll("\\{[^}]*}", "[^/]+")) && (!path.contains("{") || !paths.has(target))) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }
}
