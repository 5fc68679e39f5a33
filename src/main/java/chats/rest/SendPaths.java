package chats.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;

/** The calls that send a message or whisper. Paths are compared as they were sent: one that is written otherwise is a call like any. */
final class SendPaths {
    private static final Pattern SENDING = Pattern.compile("/chats/[0-9]+/messages|/whispers");

    private SendPaths() {}

    static boolean contain(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && SENDING.matcher(request.getRequestURI()).matches();
    }
}
