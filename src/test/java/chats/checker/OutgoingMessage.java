package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Talk;
import chats.checker.wire.Wire;
import chats.client.Answer;
import chats.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;

/** A message or whisper that is sent. */
final class OutgoingMessage extends Outgoing {
    private final Talk talk;
    private final long target;
    private final String text;

    /** @param target the chat's id, or the other's user id */
    OutgoingMessage(String id, Talk talk, long target, String text) {
        super(id);
        this.talk = talk;
        this.target = target;
        this.text = text;
    }

    @Override
    String command() {
        return "send_message";
    }

    @Override
    ObjectNode data() {
        return content().put(isWhisper() ? "whisperTargetId" : "chatId", target);
    }

    @Override
    CompletableFuture<Answer> by(Rest rest) {
        return isWhisper()
                ? rest.postLater("/whispers", data())
                : rest.postLater("/chats/" + target + "/messages", content());
    }

    @Override
    Event sent(int connection) {
        return new Event.Sent(connection, id, talk, text);
    }

    @Override
    Event acknowledged(int connection, JsonNode data, Views views) {
        return new Event.Acknowledged(connection, id, views.read(data));
    }

    private boolean isWhisper() {
        return talk instanceof Talk.Whispers;
    }

    private ObjectNode content() {
        return Wire.object().put("message", text).put("clientMessageId", id);
    }
}
