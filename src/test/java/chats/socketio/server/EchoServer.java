package chats.socketio.server;

import chats.socketio.SocketIo;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Sends the tests' HTTP requests to the {@link EchoApplication}. */
final class EchoServer {

    static final String POLLING = "EIO=4&transport=polling";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    EchoServer(URI base) {
        this(base, "socket.io/");
    }

    private EchoServer(URI base, String path) {
        this.address = base.resolve(path);
    }

    /** The server with short timeouts. */
    static EchoServer hasty(URI base) {
        return new EchoServer(base, "hasty/");
    }

    static WebArchive application() {
        return ShrinkWrap.create(WebArchive.class, "echo.war")
                .addPackages(true, "chats.liberty", "chats.outbox")
                .addPackages(false, SocketIo.class.getPackage(), EchoApplication.class.getPackage())
                .addPackages(true, "chats.socketio.engine", "chats.socketio.websocket")
                .addAsLibraries(
                        library(com.fasterxml.jackson.databind.JsonNode.class),
                        library(com.fasterxml.jackson.core.JsonParser.class),
                        library(com.fasterxml.jackson.annotation.JsonProperty.class));
    }

    private static File library(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toFile();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String query) {
        return address.resolve("?" + query);
    }

    URI webSocket(String query) {
        return URI.create("ws" + uri(query).toString().substring("http".length()));
    }

    HttpClient http() {
        return http;
    }

    HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(uri(query));
    }

    /** A request of a session whose body is unfinished, or whose answer the test does not read. */
    Socket writes(String method, String sid, String rest) throws IOException {
        URI uri = uri(POLLING + "&sid=" + sid);
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        String head =
                method + " " + uri.getPath() + "?" + uri.getQuery() + " HTTP/1.1\r\nHost: " + uri.getHost() + "\r\n";
        socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A session's id. */
    String opens() throws Exception {
        String open = send(request(POLLING)).body();
        return open.replaceAll(".*\"sid\":\"([^\"]+)\".*", "$1");
    }

    /** A session that is connected to the main namespace. */
    String connects() throws Exception {
        String sid = opens();
        posts(sid, "40");
        polls(sid);
        return sid;
    }

    HttpResponse<String> polls(String sid) throws Exception {
        return send(request(POLLING + "&sid=" + sid));
    }

    CompletableFuture<HttpResponse<String>> startsToPoll(String sid) {
        return http.sendAsync(request(POLLING + "&sid=" + sid).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> posts(String sid, String body) throws Exception {
        return send(request(POLLING + "&sid=" + sid).POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
