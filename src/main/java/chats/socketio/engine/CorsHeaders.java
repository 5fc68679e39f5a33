package chats.socketio.engine;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Writes CORS headers and answers preflight requests. */
final class CorsHeaders {

    private CorsHeaders() {}

    static void add(HttpServletResponse response, Cors allowed) {
        response.setHeader("Access-Control-Allow-Origin", allowed.allowOrigin());
        response.addHeader("Vary", "Origin");
        if (allowed.credentials()) {
            response.setHeader("Access-Control-Allow-Credentials", "true");
        }
    }

    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    static void answerPreflight(HttpServletRequest request, HttpServletResponse response, boolean isAllowed)
            throws IOException {
        if (!isAllowed) {
            HttpAnswers.refuse(response, RequestRefusal.FORBIDDEN);
            return;
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, POST");
        response.setHeader(
                "Access-Control-Allow-Headers",
                Optional.ofNullable(request.getHeader("Access-Control-Request-Headers"))
                        .orElse("Authorization, Content-Type"));
        response.setHeader("Access-Control-Max-Age", "600");
        HttpAnswers.empty(response, HttpServletResponse.SC_NO_CONTENT);
    }
}
