package chats.http;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.errors.Problem;
import chats.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns a {@link ChatsException} into an HTTP answer: the status, its headers, and a problem document (RFC 9457). */
public final class Problems {
    private Problems() {}

    /** Sends the answer from a servlet or filter. Does nothing if an answer has been committed. */
    public static void send(ChatsException refusal, HttpServletResponse response) {
        if (response.isCommitted()) {
            return;
        }
        try {
            write(refusal, response);
        } catch (IOException gone) {
            // the client is gone
        }
    }

    private static void write(ChatsException refusal, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(refusal.code().status());
        headers(refusal).forEach(response::setHeader);
        response.setContentType(Problem.MEDIA_TYPE);
        byte[] body = Json.bytes(Problem.of(refusal));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static Response response(ChatsException refusal) {
        Response.ResponseBuilder response = Response.status(refusal.code().status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(refusal));
        headers(refusal).forEach(response::header);
        return response.build();
    }

    private static Map<String, String> headers(ChatsException refusal) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (refusal.code() == ErrorCode.UNAUTHORIZED) {
            headers.put(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        } else if (refusal.code() == ErrorCode.TOKEN_EXPIRED) {
            headers.put(
                    HttpHeaders.WWW_AUTHENTICATE,
                    "Bearer error=\"invalid_token\", error_description=\"The access token expired\"");
        }
        refusal.retryAfter().ifPresent(wait -> headers.put(HttpHeaders.RETRY_AFTER, wholeSeconds(wait)));
        return headers;
    }

    private static String wholeSeconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }
}
