package chats.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final int FIRST = 3000;
    private static final int SECOND = 9090;
    private static final Routes ONE_PORT = new Routes(Optional.empty());
    private static final Routes TWO_PORTS = new Routes(Optional.of(SECOND));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/",
                "/health/started",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/openapi",
                "/openapi/ui",
                "/openapi/ui/",
                "/openapi/ui/css/custom-header.css"
            })
    void withoutAManagementPortEverythingIsOnTheFirst(String path) {
        assertEquals(Route.CONTAINER, ONE_PORT.of(get(path), FIRST));
        assertEquals(Route.CONTAINER, TWO_PORTS.of(get(path), SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/chats", "/chats/1", "/healthy", "/metricsx", "/openapi.json", "/Health", "/ibmx"})
    void whatIsTheApplicationsIsOnTheFirstAlone(String path) {
        assertEquals(Route.APPLICATION, ONE_PORT.of(get(path), FIRST));
        assertEquals(Route.APPLICATION, TWO_PORTS.of(get(path), FIRST));
        assertRefused(ErrorCode.NOT_FOUND, TWO_PORTS, get(path), SECOND);
    }

    @Test
    void withOneTheFirstSaysNoMoreThanWhetherTheNodeIsUp() {
        assertEquals(Route.HEALTH, TWO_PORTS.of(get("/health"), FIRST));
        assertEquals(Route.CONTAINER, TWO_PORTS.of(get("/openapi"), FIRST));
        for (String path : List.of(
                "/health/ready",
                "/health/live",
                "/health/started",
                "/metrics",
                "/openapi/ui",
                "/openapi/ui/index.html")) {
            assertRefused(ErrorCode.NOT_FOUND, TWO_PORTS, get(path), FIRST);
        }
    }

    @Test
    void anyOtherPortIsLikeTheFirst() {
        assertRefused(ErrorCode.NOT_FOUND, TWO_PORTS, get("/metrics"), 8443);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health/x", "/metrics/base", "/openapi/platform", "/ibm/api", "/ibm/api/", "/ibm", "/ibm/x"})
    void nothingElseOfTheContainersIsThere(String path) {
        assertRefused(ErrorCode.NOT_FOUND, ONE_PORT, get(path), FIRST);
        assertRefused(ErrorCode.NOT_FOUND, TWO_PORTS, get(path), SECOND);
    }

    @Test
    void allOfThisIsOnlyRead() {
        assertEquals(Route.CONTAINER, ONE_PORT.of(request("HEAD", "/health", ""), FIRST));
        assertRefused(ErrorCode.METHOD_NOT_ALLOWED, ONE_PORT, request("POST", "/health", ""), FIRST);
        assertRefused(ErrorCode.METHOD_NOT_ALLOWED, ONE_PORT, request("DELETE", "/metrics", ""), FIRST);
    }

    @Test
    void metricsAreAskedForByPlainWords() {
        assertEquals(Route.CONTAINER, ONE_PORT.of(request("GET", "/metrics", "scope=base&name=cpu.load"), FIRST));
        for (String query : List.of("scope=x%0aline", "scope=%62ase", "scope=x\u00e4", "scope=" + "x".repeat(200))) {
            assertRefused(ErrorCode.VALIDATION_FAILED, ONE_PORT, request("GET", "/metrics", query), FIRST);
        }
    }

    private static void assertRefused(ErrorCode code, Routes routes, RequestHead request, int port) {
        assertEquals(
                code,
                assertThrows(ChatsException.class, () -> routes.of(request, port))
                        .code());
    }

    private static RequestHead get(String path) {
        return request("GET", path, "");
    }

    private static RequestHead request(String method, String path, String query) {
        return new RequestHead(method, path, query, false, false);
    }
}
