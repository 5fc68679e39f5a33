package chats.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The files by which Chats is deployed, as trees. */
final class DeployFiles {
    private static final Path PROJECT = Path.of(System.getProperty("basedir", ""));

    private DeployFiles() {}

    static JsonNode compose() throws IOException {
        return yaml(read("compose.yaml"));
    }

    /** A Deployment, a Service and a PodDisruptionBudget. */
    static List<JsonNode> kubernetes() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String document : read("deploy/kubernetes.yaml").split("\n---\n", -1)) {
            objects.add(yaml(document));
        }
        return objects;
    }

    static JsonNode deployment() throws IOException {
        return kubernetes().get(0);
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
