package chats.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.errors.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    /** The server itself, or a servlet, answers these. */
    private static final Set<String> NO_RESOURCE = Set.of(
            "GET /asyncapi.yaml",
            "GET /health",
            "GET /health/live",
            "GET /health/ready",
            "GET /health/started",
            "GET /metrics",
            "GET /openapi");

    @Test
    void everyResourceMethodIsDocumentedAndNothingElse() {
        Set<String> documented = OpenApi.operations();
        documented.removeAll(NO_RESOURCE);
        assertEquals(resourceMethods(), documented);
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<String> faults = new ArrayList<>();
        checkExamples(OpenApi.DOCUMENT, OpenApi.DOCUMENT.at(""), faults);
        assertEquals(List.of(), faults);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertEquals(Set.of(), OpenApi.DOCUMENT.deadReferences());
    }

    @Test
    void everyErrorCodeIsDocumented() {
        Set<String> documented = StreamSupport.stream(
                        OpenApi.DOCUMENT
                                .at("/components/schemas/Problem/properties/code/enum")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = new TreeSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            there.add(code.code());
        }
        assertEquals(there, documented);
    }

    /** Wherever a schema stands beside an example, or has examples itself. */
    static void checkExamples(Document document, JsonNode node, List<String> faults) {
        if (node.has("example") && node.has("schema")) {
            faults.addAll(
                    document.faults(node.get("schema"), node.get("example").toString()));
        }
        if (node.path("examples").isArray() && node.has("type")) {
            node.get("examples").forEach(example -> faults.addAll(document.faults(node, example.toString())));
        }
        if (node.path("examples").isArray() && node.has("payload")) {
            node.get("examples")
                    .forEach(example -> faults.addAll(document.faults(
                            node.get("payload"), example.get("payload").toString())));
        }
        node.forEach(child -> checkExamples(document, child, faults));
    }

    private static Set<String> resourceMethods() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("chats").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
                        .map(OpenApiTest::operation)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String operation(JavaMethod method) {
        String path = method.getOwner().getAnnotationOfType(Path.class).value();
        if (method.isAnnotatedWith(Path.class)) {
            path += "/" + method.getAnnotationOfType(Path.class).value();
        }
        String verb = method.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(annotation -> annotation.getRawType().getSimpleName())
                .findFirst()
                .orElseThrow();
        return verb + " " + path;
    }
}
