package chats.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.settings.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DeployTest {
    private static final int SECONDS_TO_FINISH = 30;

    @Test
    void composeIsAsItsSchemaSays() throws IOException {
        assertEquals(List.of(), faults("compose", DeployFiles.compose()));
    }

    @Test
    void everyKubernetesObjectIsAsItsSchemaSays() throws IOException {
        Set<String> kinds = new TreeSet<>();
        for (String file : List.of("deploy/kubernetes.yaml", "deploy/kubernetes-monitoring.yaml")) {
            for (JsonNode object : DeployFiles.objects(file)) {
                String kind = object.get("kind").asText();
                assertEquals(List.of(), faults("kubernetes", object), kind);
                kinds.add(kind);
            }
        }
        assertEquals(
                Set.of(
                        "Deployment",
                        "HorizontalPodAutoscaler",
                        "Ingress",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "Service",
                        "ServiceMonitor"),
                kinds);
    }

    @Test
    void aFieldThatNobodyKnowsIsAFault() throws IOException {
        JsonNode spoilt = new ObjectMapper()
                .readTree(DeployFiles.kubernetes().get(0).toString().replace("readinessProbe", "readynessProbe"));
        assertFalse(faults("kubernetes", spoilt).isEmpty());
    }

    @Test
    void nodesAreToldNothingButSettings() throws IOException {
        Set<String> told = new TreeSet<>();
        DeployFiles.compose().at("/services/node-a/environment").fieldNames().forEachRemaining(told::add);
        DeployFiles.container()
                .get("env")
                .forEach(variable -> told.add(variable.get("name").asText()));
        told.removeAll(settings(Map.of()));
        assertEquals(Set.of(), told);
    }

    @Test
    void whatNodesAreToldMakesSense() throws IOException {
        Map<String, String> compose = new HashMap<>();
        DeployFiles.compose()
                .at("/services/node-a/environment")
                .properties()
                .forEach(variable ->
                        compose.put(variable.getKey(), variable.getValue().asText()));
        assertEquals(List.of(), Settings.from(compose::get).problems());
        Map<String, String> kubernetes = new HashMap<>();
        DeployFiles.container()
                .get("env")
                .forEach(variable -> kubernetes.put(
                        variable.get("name").asText(), variable.path("value").asText()));
        assertEquals(List.of(), Settings.from(kubernetes::get).problems());
    }

    @Test
    void nobodyIsKilledWhileHeDrains() throws IOException {
        int composeDrain = DeployFiles.compose()
                .at("/services/node-a/environment/DRAIN_SECONDS")
                .asInt();
        String grace =
                DeployFiles.compose().at("/services/node-a/stop_grace_period").asText();
        assertTrue(Integer.parseInt(grace.replace("s", "")) > composeDrain + SECONDS_TO_FINISH);

        JsonNode pod = DeployFiles.deployment().at("/spec/template/spec");
        int pause = pod.at("/containers/0/lifecycle/preStop/exec/command/1").asInt();
        int drain = 0;
        for (JsonNode variable : DeployFiles.container().get("env")) {
            drain = variable.get("name").asText().equals("DRAIN_SECONDS")
                    ? variable.get("value").asInt()
                    : drain;
        }
        assertTrue(drain > 0);
        assertTrue(pod.get("terminationGracePeriodSeconds").asInt() > pause + drain + SECONDS_TO_FINISH);
    }

    @Test
    void secretsComeByReference() throws IOException {
        Set<String> plain = new TreeSet<>();
        DeployFiles.container()
                .get("env")
                .forEach(variable -> plain.add(variable.get("name").asText()));
        assertFalse(plain.stream().anyMatch(name -> name.contains("PASSWORD") || name.contains("SECRET")));
        DeployFiles.compose()
                .at("/services/node-a/environment")
                .properties()
                .forEach(variable -> assertTrue(!variable.getKey().matches(".*(PASSWORD|SECRET)")
                        || variable.getValue().asText().startsWith("${")));
    }

    @Test
    void balancersKnowTheNodesByTheirNames() throws IOException {
        for (String file : List.of("deploy/haproxy.cfg", "deploy/nginx.conf")) {
            String balancer = DeployFiles.read(file);
            for (String name : List.of("a", "b")) {
                assertEquals(
                        name,
                        DeployFiles.compose()
                                .at("/services/node-" + name + "/environment/NODE_NAME")
                                .asText());
                assertTrue(balancer.contains("node-" + name + ":3000"), file);
                assertTrue(balancer.contains("beg " + name + ".") || balancer.contains("\"~^" + name + "\\.\""), file);
            }
        }
    }

    private static Set<String> settings(Map<String, String> environment) {
        Set<String> known = new TreeSet<>(Set.of("DB_USER", "DB_PASSWORD", "MANAGEMENT_PORT"));
        Settings.from(name -> {
            known.add(name);
            return environment.get(name);
        });
        return known;
    }

    private static List<String> faults(String schema, JsonNode value) throws IOException {
        try (InputStream file = DeployTest.class.getResourceAsStream("/deploy/" + schema + ".schema.json")) {
            String rules = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(rules, InputFormat.JSON)
                    .validate(value.toString(), InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
