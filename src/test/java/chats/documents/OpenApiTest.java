package chats.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.Classes;
import chats.errors.ErrorCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.tngtech.archunit.core.domain.JavaMethod;
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
    private static final java.nio.file.Path WRITTEN =
            java.nio.file.Path.of(System.getProperty("basedir", ""), "src/main/resources/META-INF/openapi.yaml");

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
    void everyOperationSaysWhatItDoesAndAnswers() {
        List<String> tags = names(OpenApi.DOCUMENT.at("/tags"), "name");
        List<String> faults = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        for (String name : OpenApi.operations()) {
            JsonNode operation = OpenApi.operation(name);
            JsonNode responses = operation.path("responses");
            require(ids.add(operation.path("operationId").asText("none")), name + " has no id of its own", faults);
            require(operation.path("summary").asText().length() > 3, name + " has no summary", faults);
            require(operation.path("tags").size() == 1, name + " has no tag, or several", faults);
            operation.path("tags").forEach(tag -> require(tags.contains(tag.asText()), name + " " + tag, faults));
            require(statuses(responses).matches(".*\\b20[0-9]\\b.*"), name + " cannot succeed", faults);
            responses.properties().forEach(each -> {
                JsonNode answer = OpenApi.DOCUMENT.resolved(each.getValue());
                String what = name + " " + each.getKey();
                require(!answer.path("description").asText().isEmpty(), what + " has no description", faults);
                if (!each.getKey().equals("204") && !NO_RESOURCE.contains(name)) {
                    require(schema(answer).isObject(), what + " has no schema", faults);
                }
            });
        }
        assertEquals(List.of(), faults);
    }

    /** What holds for every call of its kind, so that none is forgotten. */
    @Test
    void everyOperationListsWhatEachOfItsKindMayAnswer() {
        List<String> faults = new ArrayList<>();
        for (String name : OpenApi.operations()) {
            if (NO_RESOURCE.contains(name)) {
                continue;
            }
            JsonNode operation = OpenApi.operation(name);
            JsonNode responses = operation.path("responses");
            Set<String> wanted = new TreeSet<>(Set.of("503"));
            if (!operation.has("security")) {
                wanted.addAll(Set.of("401", "429"));
            }
            if (operation.has("requestBody")) {
                wanted.addAll(Set.of("400", "413", "415"));
            }
            if (name.contains("{")) {
                wanted.add("404");
            }
            if (name.contains("{chatId}")) {
                wanted.addAll(Set.of("400", "403"));
            }
            wanted.forEach(status -> require(responses.has(status), name + " lacks " + status, faults));
            require(
                    operation.has("requestBody") == name.matches("(POST|PATCH) .*|PUT .*/(read|preferences)"),
                    name + " and its body",
                    faults);
        }
        assertEquals(List.of(), faults);
    }

    /** A schema that was derived from a class, not written, would say less than what is refused. */
    @Test
    void everySchemaIsAWrittenOne() {
        assertEquals(
                fieldNames(Document.parse(Document.text(WRITTEN)).at("/components/schemas")),
                fieldNames(OpenApi.DOCUMENT.at("/components/schemas")));
    }

    @Test
    void parametersAreNamedOnceAndBounded() {
        List<String> faults = new ArrayList<>();
        for (String name : OpenApi.operations()) {
            Set<String> seen = new TreeSet<>();
            for (JsonNode each : parameters(name)) {
                JsonNode parameter = OpenApi.DOCUMENT.resolved(each);
                String what = name + " " + parameter.path("name").asText();
                require(seen.add(parameter.path("name").asText()), what + " comes twice", faults);
                JsonNode schema = OpenApi.DOCUMENT.resolved(parameter.path("schema"));
                require(
                        schema.has("minimum") || schema.has("maxLength") || schema.has("enum"),
                        what + " may be anything",
                        faults);
            }
            String path = name.substring(name.indexOf(' '));
            require(!path.contains("{chatId}") || seen.contains("chatId"), name + " lacks chatId", faults);
        }
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

    private static void require(boolean holds, String otherwise, List<String> faults) {
        if (!holds) {
            faults.add(otherwise);
        }
    }

    /** Those of the operation and those of its path. */
    private static List<JsonNode> parameters(String operation) {
        List<JsonNode> all = new ArrayList<>();
        OpenApi.operation(operation).path("parameters").forEach(all::add);
        OpenApi.DOCUMENT
                .at("/paths")
                .path(operation.substring(operation.indexOf(' ') + 1))
                .path("parameters")
                .forEach(all::add);
        return all;
    }

    private static JsonNode schema(JsonNode answer) {
        JsonNode content = answer.path("content");
        return content.size() == 1 ? content.iterator().next().path("schema") : MissingNode.getInstance();
    }

    private static String statuses(JsonNode responses) {
        return String.join(" ", fieldNames(responses));
    }

    private static List<String> names(JsonNode array, String field) {
        List<String> names = new ArrayList<>();
        array.forEach(each -> names.add(each.path(field).asText()));
        return names;
    }

    private static Set<String> fieldNames(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
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
        return Classes.ALL.stream()
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
