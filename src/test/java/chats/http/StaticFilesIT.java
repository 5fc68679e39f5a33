package chats.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.run.RunningServer;
import chats.run.SharedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The page's files, as a browser gets them. */
@SharedServer
class StaticFilesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final RunningServer server;

    StaticFilesIT(RunningServer server) {
        this.server = server;
    }

    @Test
    void thePageNamesItsFilesByTheirVersionAndTheyAreKeptForEver() throws Exception {
        HttpResponse<byte[]> page = get("/");
        String script = script(page);
        HttpResponse<byte[]> file = get(script);

        assertEquals("no-cache", header(page, "Cache-Control"));
        assertEquals("text/html;charset=UTF-8", header(page, "Content-Type"));
        assertEquals("public, max-age=31536000, immutable", header(file, "Cache-Control"));
        assertEquals("text/javascript;charset=UTF-8", header(file, "Content-Type"));
        assertFalse(new String(page.body(), StandardCharsets.UTF_8).contains("{{"));
    }

    @Test
    void aFileOfAnotherVersionIsTheOneThereIsAndNotKept() throws Exception {
        String script = script(get("/"));
        HttpResponse<byte[]> other = get(script.replaceFirst("[0-9a-f]{24}", "0123456789abcdef01234567"));

        assertArrayEquals(get(script).body(), other.body());
        assertEquals("no-cache", header(other, "Cache-Control"));
    }

    @Test
    void whoTakesGzipGetsIt() throws Exception {
        String script = script(get("/"));
        HttpResponse<byte[]> plain = get(script);
        HttpResponse<byte[]> compressed = get(script, "Accept-Encoding", "br, gzip");

        assertEquals("gzip", header(compressed, "Content-Encoding"));
        assertTrue(String.join(",", compressed.headers().allValues("Vary")).contains("Accept-Encoding"));
        assertTrue(compressed.body().length < plain.body().length);
        assertArrayEquals(
                plain.body(), new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes());
        assertEquals("none", header(get(script, "Accept-Encoding", "gzip;q=0"), "Content-Encoding"));
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() throws Exception {
        HttpResponse<byte[]> page = get("/");
        HttpResponse<byte[]> again = get("/", "If-None-Match", header(page, "ETag"));

        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
        assertEquals(200, get("/", "If-None-Match", "\"another\"").statusCode());
    }

    @Test
    void thePageMayDoNothingButWhatItNeeds() throws Exception {
        HttpResponse<byte[]> page = get("/");
        String policy = header(page, "Content-Security-Policy");

        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"), policy);
        assertTrue(policy.contains("require-trusted-types-for 'script'; trusted-types 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", header(page, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(page, "Referrer-Policy"));
        assertEquals("same-origin", header(page, "Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", header(get(script(page)), "Cross-Origin-Resource-Policy"));
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path :
                new String[] {"/assets/", "/assets/none.js", "/assets", "/assets/WEB-INF/web.xml", "/WEB-INF/web.xml"
                }) {
            assertTrue(get(path).statusCode() >= 400, path);
        }
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String script(HttpResponse<byte[]> page) {
        Matcher script = Pattern.compile("src=\"(/assets/[0-9a-f]{24}/main.js)\"")
                .matcher(new String(page.body(), StandardCharsets.UTF_8));
        assertTrue(script.find());
        return script.group(1);
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse("none");
    }
}
