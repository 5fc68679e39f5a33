package chats.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A YAML document of an API, and what its schemas say of values: fields that it does not name are faults too. */
final class Document {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final SchemaRegistry registry;
    private final JsonNode root;

    private Document(JsonNode root, SpecificationVersion dialect) {
        this.root = root;
        this.registry = SchemaRegistry.withDefaultDialect(dialect);
    }

    static Document read(Path yaml, SpecificationVersion dialect) {
        return new Document(parse(text(yaml)), dialect);
    }

    static Document of(JsonNode root, SpecificationVersion dialect) {
        return new Document(root, dialect);
    }

    /** The YAML as JSON. */
    static String text(Path yaml) {
        return new YAMLMapper().readTree(yaml).toString();
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This is not JSON: " + json, e);
        }
    }

    /** What is there, following references; missing if nothing is. */
    JsonNode at(String pointer) {
        return resolved(root.at(pointer));
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? at(node.get("$ref").asText().substring(1)) : node;
    }

    /** The references of this document that lead to nothing in it. */
    Set<String> deadReferences() {
        Set<String> dead = new TreeSet<>();
        collectDead(root, dead);
        return dead;
    }

    private void collectDead(JsonNode node, Set<String> dead) {
        if (node.path("$ref").isTextual()
                && at(node.get("$ref").asText().substring(1)).isMissingNode()) {
            dead.add(node.get("$ref").asText());
        }
        node.forEach(child -> collectDead(child, dead));
    }

    /** What is wrong with a value by a schema of this document. */
    List<String> faults(JsonNode schema, String value) {
        return schemas.computeIfAbsent(schema, this::compile).validate(value, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("components", strict(root.get("components").deepCopy()));
        whole.putArray("allOf").add(strict(schema.deepCopy()));
        return registry.getSchema(whole.toString(), InputFormat.JSON);
    }

    private static JsonNode strict(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(Document::strict);
        return node;
    }
}
