package chats.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The calls that send a message or whisper, or change one. The path is compared as the client sent it: a path written in another
 * way counts as an ordinary call.
 */
final class SendPaths {
    private static final Map<String, Pattern> SENDING = Map.of(
            "POST", Pattern.compile("/chats/[0-9]+/messages|/whispers"),
            "PATCH", Pattern.compile("/chats/[0-9]+/messages/[0-9]+"),
            "PUT", Pattern.compile("/chats/[0-9]+/messages/[0-9]+/reactions/[^/]+"),
            "DELETE", Pattern.compile("/chats/[0-9]+/messages/[0-9]+(/reactions/[^/]+)?"));

    private SendPaths() {}

    static boolean contain(HttpServletRequest request) {
        Pattern path = SENDING.get(request.getMethod());
        return path != null && path.matcher(request.getRequestURI()).matches();
    }
}
