package chats.transports;

import chats.errors.SocketError;
import chats.json.Json;
import chats.live.Encoding;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;

/**
 * A text frame to the client of a plain WebSocket: {@code {"event", "data"}}, and the client's {@code "id"} if it is an
 * answer.
 *
 * @param text JSON
 */
record TextFrame(String text) implements PlainFrame {
    static final Encoding<TextFrame> ENCODING = (event, json) -> of(event, json, null);

    /** @param id the id of the client's frame that this answers, or null */
    static TextFrame of(String event, String json, JsonNode id) {
        StringBuilder text = new StringBuilder(json.length() + event.length() + 64)
                .append("{\"event\":\"")
                .append(event)
                .append("\",\"data\":")
                .append(json);
        if (id != null) {
            text.append(",\"id\":").append(Json.write(id));
        }
        return new TextFrame(text.append('}').toString());
    }

    static TextFrame refusal(SocketError error, JsonNode id) {
        return of("exception", Json.write(error), id);
    }

    @Override
    public void send(RemoteEndpoint.Async remote, SendHandler sent) {
        remote.sendText(text, sent);
    }

    /** Counts characters instead of bytes, which is precise enough for a bound. */
    @Override
    public int bytes() {
        return text.length();
    }
}
