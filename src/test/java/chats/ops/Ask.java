package chats.ops;

import chats.run.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Asks a server for a document, without a token. */
final class Ask {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Ask() {}

    static HttpResponse<String> get(RunningServer server, String path) {
        return later(server.http(path), PATIENCE).join();
    }

    /** At the management port, if there is one. */
    static HttpResponse<String> operator(RunningServer server, String path) {
        return later(managed(server, path), PATIENCE).join();
    }

    /** @throws java.net.http.HttpTimeoutException if the answer takes longer than that */
    static HttpResponse<String> operator(RunningServer server, String path, Duration bound)
            throws IOException, InterruptedException {
        return HTTP.send(request(managed(server, path), bound), HttpResponse.BodyHandlers.ofString());
    }

    static CompletableFuture<HttpResponse<String>> operatorLater(RunningServer server, String path, Duration bound) {
        return later(managed(server, path), bound);
    }

    private static CompletableFuture<HttpResponse<String>> later(URI address, Duration bound) {
        return HTTP.sendAsync(request(address, bound), HttpResponse.BodyHandlers.ofString());
    }

    /** Returns when the path is answered with 200. */
    static void awaitUp(RunningServer server, String path) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isUp(server, path)) {
            if (!server.isRunning() || System.nanoTime() > end) {
                throw new IllegalStateException("The server does not come up, see " + server.logFile());
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static boolean isUp(RunningServer server, String path) {
        try {
            return operator(server, path).statusCode() == 200;
        } catch (CompletionException e) {
            return false;
        }
    }

    private static URI managed(RunningServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.managementPort() + path);
    }

    private static HttpRequest request(URI address, Duration bound) {
        return HttpRequest.newBuilder(address).timeout(bound).build();
    }
}
