package chats.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/**
 * The calls that send a message or whisper. The path is compared as the client sent it: a path written in another way
 * counts as an ordinary call.
 */
final class SendPaths {
    private static final Pattern SENDING = Pattern.compile("/chats/[0-9]+/messages|/whispers");

    private SendPaths() {}

    static boolean contain(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && SENDING.matcher(request.getRequestURI()).matches();
    }
}
