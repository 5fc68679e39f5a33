package chats.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.net.Network;
import chats.settings.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What goes wrong on the first evening of a deployment, and must not. */
class FirstEveningTest {
    /** Which clouds and Docker itself give to others. */
    private static final List<String> TAKEN =
            List.of("172.16.0.0/12", "192.168.0.0/16", "10.0.0.0/16", "10.128.0.0/9", "100.64.0.0/10");

    @Test
    void noTwoServicesMakeOneImage() throws IOException {
        List<String> made = new ArrayList<>();
        Map<String, String> written = new HashMap<>();
        JsonNode whole = DeployFiles.compose().get("services");
        for (var service : DeployFiles.writtenCompose().get("services").properties()) {
            JsonNode extended = whole.get(service.getKey());
            if (extended.has("build")) {
                made.add(extended.get("image").asText());
            }
            written.put(service.getKey(), extended.path("image").asText());
        }
        assertEquals(new HashSet<>(made).size(), made.size(), () -> "made twice: " + made);
        assertTrue(made.contains(written.get("node-a")) && made.contains(written.get("node-b")));
    }

    @Test
    void everyServiceComesBackByItself() throws IOException {
        for (var service : DeployFiles.compose().get("services").properties()) {
            assertEquals("unless-stopped", service.getValue().path("restart").asText(), service.getKey());
        }
    }

    @Test
    void theNetworkIsNobodyElses() throws IOException {
        JsonNode compose = DeployFiles.compose();
        String subnet = compose.at("/networks/chats/ipam/config/0/subnet").asText();
        String address =
                compose.at("/services/balancer/networks/chats/ipv4_address").asText();
        assertTrue(Network.parse(subnet).orElseThrow().contains(address));
        for (String taken : TAKEN) {
            assertFalse(Network.parse(taken).orElseThrow().contains(address), taken);
        }
        // and can be another one
        JsonNode written = DeployFiles.writtenCompose();
        assertTrue(written.at("/networks/chats/ipam/config/0/subnet").asText().startsWith("${SUBNET:-"));
        for (String place : List.of("balancer/networks/chats/ipv4_address", "node-b/environment/TRUSTED_PROXIES")) {
            assertTrue(written.at("/services/" + place).asText().startsWith("${BALANCER_ADDRESS:-"), place);
        }
    }

    @Test
    void balancersAskForNamesAgain() throws IOException {
        String haproxy = DeployFiles.read("deploy/haproxy.cfg");
        assertTrue(Pattern.compile("(?m)^resolvers system$").matcher(haproxy).find());
        assertTrue(haproxy.contains("default-server resolvers system init-addr last,libc,none"));
        String nginx = DeployFiles.read("deploy/nginx.conf");
        assertTrue(Pattern.compile("(?m)^    resolver 127\\.0\\.0\\.11 valid=5s")
                .matcher(nginx)
                .find());
        assertFalse(
                Pattern.compile("(?m)^\\s*upstream ").matcher(nginx).find(), "names of an upstream are asked for once");
        assertFalse(Pattern.compile("proxy_pass http://[^$]").matcher(nginx).find(), "so are names in proxy_pass");
    }

    @Test
    void thePodRunsAsAnyUserAndWritesWhereTheImageDoes() throws IOException {
        JsonNode pod = DeployFiles.deployment().at("/spec/template/spec");
        JsonNode container = DeployFiles.container();
        assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
        assertFalse(pod.toString().contains("runAsUser"), "OpenShift chooses it");
        assertTrue(container.at("/securityContext/readOnlyRootFilesystem").asBoolean());
        Set<String> mounted = new TreeSet<>();
        for (JsonNode mount : container.get("volumeMounts")) {
            String name = mount.get("name").asText();
            assertTrue(
                    pod.get("volumes")
                            .valueStream()
                            .anyMatch(volume -> volume.get("name").asText().equals(name) && volume.has("emptyDir")),
                    name);
            mounted.add(mount.get("mountPath").asText());
        }
        var output = Pattern.compile("WLP_OUTPUT_DIR=(\\S+)").matcher(DeployFiles.read("Dockerfile"));
        assertTrue(output.find());
        assertEquals(Set.of(output.group(1), "/tmp"), mounted);
        assertTrue(
                DeployFiles.read("Dockerfile").contains("\nUSER 1001:0\n"),
                "a number, which Kubernetes can tell from root");
    }

    @Test
    void theImageHasARegistry() throws IOException {
        String image = DeployFiles.container().get("image").asText();
        JsonNode kustomization =
                DeployFiles.objects("deploy/kustomization.yaml").get(0);
        JsonNode named = kustomization.at("/images/0");
        assertEquals(image.split(":")[0], named.get("name").asText());
        assertEquals(image.split(":")[1], named.get("newTag").asText());
        String pushed =
                named.get("newName").asText() + ":" + named.get("newTag").asText();
        assertTrue(DeployFiles.read("deploy/kubernetes.yaml").contains("docker push " + pushed));
        assertEquals("kubernetes.yaml", kustomization.at("/resources/0").asText());
    }

    @Test
    void peopleComeByTheIngressAloneAndToTheSameNode() throws IOException {
        JsonNode ingress = DeployFiles.kubernetes("Ingress");
        assertEquals(
                "cookie",
                ingress.at("/metadata/annotations/nginx.ingress.kubernetes.io~1affinity")
                        .asText());
        JsonNode backend = ingress.at("/spec/rules/0/http/paths/0/backend/service");
        JsonNode service = DeployFiles.kubernetes("Service");
        assertEquals(service.at("/metadata/name"), backend.get("name"));
        assertEquals(service.at("/spec/ports/0/name"), backend.at("/port/name"));
        Map<String, String> from = new HashMap<>();
        for (JsonNode rule : DeployFiles.kubernetes("NetworkPolicy").at("/spec/ingress")) {
            from.put(
                    rule.at("/ports/0/port").asText(),
                    rule.at("/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                            .asText());
        }
        assertEquals(Map.of("http", "ingress-nginx", "management", "monitoring"), from);
        // what the controller says of addresses counts
        String trusted = DeployFiles.container()
                .get("env")
                .valueStream()
                .filter(variable -> variable.get("name").asText().equals("TRUSTED_PROXIES"))
                .map(variable -> variable.get("value").asText())
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(),
                Settings.from(Map.of("TRUSTED_PROXIES", trusted)::get).problems());
    }

    @Test
    void theAutoscalerHasTheDeploymentForItself() throws IOException {
        JsonNode autoscaler = DeployFiles.kubernetes("HorizontalPodAutoscaler").get("spec");
        assertFalse(DeployFiles.deployment().get("spec").has("replicas"), "each apply would set it back");
        assertEquals(DeployFiles.deployment().at("/metadata/name"), autoscaler.at("/scaleTargetRef/name"));
        JsonNode budget = DeployFiles.kubernetes("PodDisruptionBudget").get("spec");
        assertTrue(autoscaler.get("minReplicas").asInt()
                > budget.get("minAvailable").asInt());
        assertEquals("AlwaysAllow", budget.get("unhealthyPodEvictionPolicy").asText());
        assertTrue(DeployFiles.container().at("/resources/requests").has("cpu"), "of which it is a share");
    }

    @Test
    void prometheusFindsWhatItIsToWatch() throws IOException {
        List<JsonNode> monitoring = DeployFiles.objects("deploy/kubernetes-monitoring.yaml");
        JsonNode service = monitoring.get(0);
        JsonNode monitor = monitoring.get(1);
        assertEquals(service.at("/metadata/labels"), monitor.at("/spec/selector/matchLabels"));
        assertEquals(service.at("/spec/ports/0/name"), monitor.at("/spec/endpoints/0/port"));
        assertEquals("management", service.at("/spec/ports/0/targetPort").asText());
        assertEquals(DeployFiles.deployment().at("/spec/selector/matchLabels"), service.at("/spec/selector"));
    }
}
