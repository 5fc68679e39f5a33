package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Wish;
import chats.checker.wire.Wire;
import chats.client.Answer;
import chats.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A change that is asked for. */
final class OutgoingChange extends Outgoing {
    final Wish wish;
    private final long chatId;

    OutgoingChange(Wish wish, long chatId) {
        super(wish.id());
        this.wish = wish;
        this.chatId = chatId;
    }

    @Override
    String command() {
        return wish instanceof Wish.Edit ? "edit_message" : wish instanceof Wish.Delete ? "delete_message" : "react";
    }

    @Override
    ObjectNode data() {
        ObjectNode data =
                content().put("chatId", chatId).put("seq", wish.place().seq());
        return wish instanceof Wish.React react
                ? data.put("emoji", react.emoji()).put("on", react.on())
                : data;
    }

    @Override
    CompletableFuture<Answer> by(Rest rest) {
        String path = "/chats/" + chatId + "/messages/" + wish.place().seq();
        if (wish instanceof Wish.Edit) {
            String body = content().toString();
            return rest.later("PATCH", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
        } else if (wish instanceof Wish.React react) {
            String emoji = URLEncoder.encode(react.emoji(), StandardCharsets.UTF_8);
            return rest.later(react.on() ? "PUT" : "DELETE", path + "/reactions/" + emoji, BodyPublishers.noBody());
        }
        return rest.later("DELETE", path, BodyPublishers.noBody());
    }

    @Override
    Event sent(int connection) {
        return new Event.Asked(connection, wish);
    }

    @Override
    Event acknowledged(int connection, JsonNode data, Views views) {
        return new Event.Granted(connection, wish, views.read(data));
    }

    private ObjectNode content() {
        ObjectNode content = Wire.object();
        return wish instanceof Wish.Edit edit
                ? content.put("message", edit.text()).put("clientChangeId", edit.id())
                : content;
    }
}
