package chats.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter in a server without the expected classes. In Open Liberty the filter lets everything pass. */
class EdgeFilterTest {
    private static final int PASSED = 0;

    private final EdgeFilter filter = new EdgeFilter();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> answered = new HashMap<>();
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status;
    private boolean passed;

    @BeforeEach
    void begin() throws ServletException {
        filter.init(fake(
                FilterConfig.class,
                (method, arguments) -> fake(ServletContext.class, (name, names) -> attributes.get((String) names[0]))));
        headers.put("Host", List.of("localhost"));
    }

    @Test
    void aPlainRequestPasses() {
        assertEquals(PASSED, ask("GET", "/chats"));
        assertNull(answered.get("Connection"));
        headers.put("Content-Length", List.of("2"));
        assertEquals(PASSED, ask("POST", "/chats"));
        assertNull(answered.get("Connection"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/auth;x/register",
                "/users%2fme",
                "/users%5Cme",
                "/%2e",
                "/chats/%zz",
                "//chats",
                "/chats/../users",
                "/a\\b"
            })
    void aPathOfTwoMeaningsIsRefused(String path) {
        assertRefused("GET", path);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length, +45",
        "Content-Length, '45,45'",
        "Content-Length, 0x2d",
        "Transfer-Encoding, xchunked",
        "Transfer-Encoding, 'chunked, identity'",
        "Transfer-%ncoding, chunked"
    })
    void aHeaderOfTwoMeaningsIsRefused(String name, String value) {
        headers.put(name, List.of(value));
        assertRefused("POST", "/chats");
    }

    @Test
    void twoHostsOrNoneAreRefused() {
        headers.put("Host", List.of("localhost", "example.com"));
        assertRefused("GET", "/chats");
        headers.remove("Host");
        assertRefused("GET", "/chats");
    }

    /** The container may ignore an invalid length, and would then take the body for the next request. */
    @Test
    void theConnectionEndsAfterABodyWhoseEndIsNotSure() {
        assertEquals(PASSED, ask("POST", "/chats"));
        assertEquals("close", answered.get("Connection"));
        headers.put("Transfer-Encoding", List.of("chunked"));
        assertEquals(PASSED, ask("POST", "/chats"));
        assertEquals("close", answered.get("Connection"));
    }

    @Test
    void whereTheTransportIsKnownItLooksAtNothing() {
        attributes.put(EdgeFilter.IS_NOT_NEEDED, true);
        assertEquals(PASSED, ask("GET", "/auth;x/register"));
    }

    private void assertRefused(String method, String path) {
        assertEquals(400, ask(method, path));
        assertEquals("close", answered.get("Connection"));
    }

    private int ask(String method, String path) {
        answered.clear();
        status = PASSED;
        passed = false;
        HttpServletRequest request = fake(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getRequestURI" -> path;
            case "getProtocol" -> "HTTP/1.1";
            case "getHeaderNames" -> Collections.enumeration(headers.keySet());
            case "getHeaders" -> Collections.enumeration(headers.getOrDefault((String) arguments[0], List.of()));
            default -> throw new UnsupportedOperationException(name);
        });
        try {
            filter.doFilter(request, response(), (to, from) -> passed = true);
        } catch (IOException | ServletException e) {
            throw new AssertionError(e);
        }
        assertTrue(passed == (status == PASSED), "either passed on or answered");
        return status;
    }

    private HttpServletResponse response() {
        return fake(HttpServletResponse.class, (name, arguments) -> switch (name) {
            case "isCommitted" -> false;
            case "setStatus" -> {
                status = (int) arguments[0];
                yield null;
            }
            case "setHeader" -> answered.put((String) arguments[0], (String) arguments[1]);
            case "getOutputStream" -> new Sink();
            default -> null;
        });
    }

    private interface Answers {
        Object of(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = answers.of(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }

    private static final class Sink extends ServletOutputStream {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int b) {
            // other tests check the rest of the answer
        }
    }
}
