package chats.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files by which Chats is deployed, as trees. */
final class DeployFiles {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""));

    private DeployFiles() {}

    /** As it is written. */
    static JsonNode writtenCompose() throws IOException {
        return yaml(read("compose.yaml"));
    }

    /** As Compose reads it: with the defaults of variables, and with what services extend. */
    static JsonNode compose() throws IOException {
        JsonNode compose = yaml(read("compose.yaml").replaceAll("\\$\\{\\w+:-([^}]*)}", "$1"));
        ObjectNode services = (ObjectNode) compose.get("services");
        for (Map.Entry<String, JsonNode> service : Map.copyOf(toMap(services)).entrySet()) {
            String base = service.getValue().at("/extends/service").asText();
            if (!base.isEmpty()) {
                ObjectNode whole = services.get(base).deepCopy();
                services.set(
                        service.getKey(),
                        new ObjectMapper().readerForUpdating(whole).readValue(service.getValue()));
            }
        }
        return compose;
    }

    private static Map<String, JsonNode> toMap(ObjectNode node) {
        return node.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** All that is made on Kubernetes. */
    static List<JsonNode> kubernetes() throws IOException {
        return objects("deploy/kubernetes.yaml");
    }

    /** The objects of a file. */
    static List<JsonNode> objects(String file) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String document : read(file).split("\n---\n", -1)) {
            objects.add(yaml(document));
        }
        return objects;
    }

    /** The only one of its kind. */
    static JsonNode kubernetes(String kind) throws IOException {
        List<JsonNode> all = kubernetes().stream()
                .filter(object -> object.get("kind").asText().equals(kind))
                .toList();
        if (all.size() != 1) {
            throw new IllegalStateException(kind + ": " + all);
        }
        return all.get(0);
    }

    static JsonNode deployment() throws IOException {
        return kubernetes("Deployment");
    }

    /** The one of the Deployment. */
    static JsonNode container() throws IOException {
        return deployment().at("/spec/template/spec/containers/0");
    }

    static String read(String file) throws IOException {
        return Files.readString(PROJECT.resolve(file));
    }

    private static JsonNode yaml(String text) throws IOException {
        return new ObjectMapper().readTree(new YAMLMapper().readTree(text).toString());
    }
}
