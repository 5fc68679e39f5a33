package chats.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Health in full, metrics and the page to try REST with have a port of their own, which the deployments use and give to nobody. */
class ManagementPortTest {
    @Test
    void onKubernetesItIsProbedAndScrapedAndNoPartOfTheService() throws IOException {
        JsonNode container = DeployFiles.container();
        String port = "";
        for (JsonNode variable : container.get("env")) {
            port = variable.get("name").asText().equals("MANAGEMENT_PORT")
                    ? variable.get("value").asText()
                    : port;
        }
        assertEquals(
                List.of("http 3000", "management " + port),
                container
                        .get("ports")
                        .valueStream()
                        .map(each -> each.get("name").asText() + " "
                                + each.get("containerPort").asText())
                        .toList());
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertEquals(
                    "management", container.at("/" + probe + "/httpGet/port").asText(), probe);
        }
        JsonNode annotations = DeployFiles.deployment().at("/spec/template/metadata/annotations");
        assertEquals(port, annotations.path("prometheus.io/port").asText());
        assertEquals("/metrics", annotations.path("prometheus.io/path").asText());
        assertEquals(
                List.of("http"),
                DeployFiles.kubernetes("Service")
                        .at("/spec/ports")
                        .valueStream()
                        .map(each -> each.get("targetPort").asText())
                        .toList());
    }

    @Test
    void inComposeTheBalancerAsksThereAndNothingElseIsPublished() throws IOException {
        JsonNode services = DeployFiles.compose().get("services");
        String port = services.at("/node-a/environment/MANAGEMENT_PORT").asText();
        assertTrue(DeployFiles.read("deploy/haproxy.cfg").contains("check port " + port + " "), port);
        for (var service : services.properties()) {
            assertEquals(service.getKey().equals("balancer"), service.getValue().has("ports"), service.getKey());
        }
        assertEquals("3000:3000", services.at("/balancer/ports/0").asText());
    }

    @Test
    void theImageAsksThereWhetherItLives() throws IOException {
        assertTrue(DeployFiles.read("Dockerfile").contains("port=${MANAGEMENT_PORT:-0}"));
    }

    /** What it says of addresses counts: it sets the header anew. */
    @Test
    void nodesTrustTheBalancerAlone() throws IOException {
        JsonNode services = DeployFiles.compose().get("services");
        assertEquals(
                services.at("/balancer/networks/chats/ipv4_address").asText(),
                services.at("/node-a/environment/TRUSTED_PROXIES").asText());
    }
}
