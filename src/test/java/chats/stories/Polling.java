package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A session of Engine.IO by long-polling, request by request. */
final class Polling {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI address;

    private Polling(URI address) {
        this.address = address;
    }

    static Polling open(RunningServer server) {
        URI address = server.http("/socket.io/?EIO=4&transport=polling");
        return session(server, send(HttpRequest.newBuilder(address)).body());
    }

    static Polling open(RunningServer server, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.http("/socket.io/?EIO=4&transport=polling"));
        return session(
                server, send(request.header("Authorization", "Bearer " + token)).body());
    }

    /** One that is open already. */
    static Polling session(RunningServer server, String handshake) {
        return new Polling(server.http("/socket.io/?EIO=4&transport=polling&sid=" + sid(handshake)));
    }

    static String sid(String handshake) {
        return Trees.parse(handshake.substring(1)).get("sid").asText();
    }

    void posts(String packet) {
        HttpRequest.Builder post = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(packet));
        assertEquals(
                200,
                send(post.header("Content-Type", "text/plain;charset=UTF-8")).statusCode());
    }

    /** The next poll brings a packet that begins like this. */
    void polls(String beginning) {
        String body = poll().body();
        assertTrue(body.startsWith(beginning), body);
    }

    HttpResponse<String> poll() {
        return send(HttpRequest.newBuilder(address));
    }

    HttpResponse<String> poll(String token) {
        return send(HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
