package chats.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import chats.errors.ChatsException;
import chats.errors.Problem;
import chats.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that the edge sends itself. */
record EdgeAnswer(int status, Map<String, String> headers, byte[] content) {
    private static final String DOWN = "{\"status\":\"DOWN\"}";
    private static final String UP = "{\"status\":\"UP\"}";

    static EdgeAnswer refusal(ChatsException refusal) {
        return of(refusal.code().status(), Problem.MEDIA_TYPE, Json.bytes(Problem.of(refusal)));
    }

    /** Tells whether this node is up, and no details. */
    static EdgeAnswer health(boolean isUp) {
        return of(isUp ? 200 : 503, "application/json", (isUp ? UP : DOWN).getBytes(US_ASCII));
    }

    private static EdgeAnswer of(int status, String type, byte[] content) {
        Map<String, String> headers = new LinkedHashMap<>(SecurityHeaders.OF_DATA);
        headers.put("Content-Type", type);
        return new EdgeAnswer(status, headers, content);
    }
}
