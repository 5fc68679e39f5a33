package chats.socketio.engine;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The short answers that need no waiting. */
final class HttpAnswers {

    private HttpAnswers() {}

    static void refuse(HttpServletResponse response, RequestRefusal refusal) throws IOException {
        send(response, refusal.status(), "application/json", refusal.json());
    }

    static void refuse(HttpServletResponse response, Verdict verdict) throws IOException {
        if (verdict.isOfTooMuch()) {
            endConnection(response);
        }
        if (!verdict.retryAfter().isZero()) {
            response.setHeader("Retry-After", Long.toString(seconds(verdict.retryAfter())));
        }
        send(response, verdict.status(), "application/json", verdict.json());
    }

    /** Lets the connection go with the answer, so that it neither stays open nor is read on. */
    static void endConnection(HttpServletResponse response) {
        response.setHeader("Connection", "close");
    }

    static void ok(HttpServletResponse response) throws IOException {
        // not text/plain: some browsers would offer that as a download
        send(response, HttpServletResponse.SC_OK, "text/html", "ok");
    }

    static void empty(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    /** Whole seconds, at least as long. */
    private static long seconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private static void send(HttpServletResponse response, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
