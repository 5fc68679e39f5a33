package chats.checker;

import chats.checker.history.Event;
import chats.checker.history.Update;
import chats.checker.wire.Wire;
import chats.client.Answer;
import chats.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A change of a chat itself that is asked for. It may be asked for again: whoever is a member is not added twice. */
final class OutgoingUpdate extends Outgoing {
    private final Update update;

    OutgoingUpdate(Update update) {
        super(update.id());
        this.update = update;
    }

    @Override
    String command() {
        return update instanceof Update.Add
                ? "add_members"
                : update instanceof Update.Remove ? "remove_members" : "update_chat";
    }

    @Override
    ObjectNode data() {
        return content().put("chatId", update.chat().id());
    }

    @Override
    CompletableFuture<Answer> by(Rest rest) {
        String path = "/chats/" + update.chat().id();
        if (update instanceof Update.Remove remove) {
            long user = remove.users().iterator().next();
            return rest.later("DELETE", path + "/members/" + user, BodyPublishers.noBody());
        }
        String body = content().toString();
        boolean isName = update instanceof Update.Rename;
        return rest.later(
                isName ? "PATCH" : "POST",
                isName ? path : path + "/members",
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json");
    }

    /** By REST one user is removed at a time. */
    @Override
    boolean hasRest() {
        return !(update instanceof Update.Remove remove) || remove.users().size() == 1;
    }

    @Override
    Event sent(int connection) {
        return new Event.UpdateAsked(connection, update);
    }

    @Override
    Event acknowledged(int connection, JsonNode data, Views views) {
        return new Event.UpdateGranted(connection, update, views.readChatChange(data));
    }

    private ObjectNode content() {
        if (update instanceof Update.Rename rename) {
            return Wire.object().put("name", rename.name());
        }
        Set<Long> users = update instanceof Update.Add add ? add.users() : ((Update.Remove) update).users();
        return Wire.object().set("userIds", Wire.array(users));
    }
}
