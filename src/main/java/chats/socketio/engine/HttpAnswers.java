package chats.socketio.engine;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes short answers, which fit into the buffer of the response and so do not block. */
final class HttpAnswers {

    private HttpAnswers() {}

    static void refuse(HttpServletResponse response, RequestRefusal refusal) throws IOException {
        send(response, refusal.status(), "application/json", refusal.json());
    }

    static void refuse(HttpServletResponse response, Verdict verdict) throws IOException {
        if (verdict.isLimitExceeded()) {
            endConnection(response);
        }
        if (!verdict.retryAfter().isZero()) {
            response.setHeader("Retry-After", Long.toString(seconds(verdict.retryAfter())));
        }
        send(response, verdict.status(), "application/json", verdict.json());
    }

    /** Lets the container close the connection after the answer. It reads no further request from it. */
    static void endConnection(HttpServletResponse response) {
        response.setHeader("Connection", "close");
    }

    static void ok(HttpServletResponse response) throws IOException {
        // not text/plain, which some browsers would offer as a download
        send(response, HttpServletResponse.SC_OK, "text/html", "ok");
    }

    static void empty(HttpServletResponse response, int status) {
        response.setStatus(status);
        response.setContentLength(0);
    }

    /** Rounds up to whole seconds. */
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
