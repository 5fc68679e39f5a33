package chats.checker;

import chats.checker.history.Talk;
import chats.checker.wire.Wire;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message from its first sending until its sender knows what became of it. */
final class Outgoing {
    final String id;
    final Talk talk;
    final String text;

    boolean sentBefore;

    /** Attempts that were not answered yet. */
    int underWay;

    /** When to send it again if nothing is under way, or when it was sent last; by {@link System#nanoTime}. */
    long dueAt;

    private final long target;

    /** @param target the chat's id, or the other's user id */
    Outgoing(String id, Talk talk, long target, String text) {
        this.id = id;
        this.talk = talk;
        this.target = target;
        this.text = text;
    }

    /** The data of {@code send_message}. */
    ObjectNode event() {
        return rest().put(talk instanceof Talk.Chat ? "chatId" : "whisperTargetId", target);
    }

    String restPath() {
        return talk instanceof Talk.Chat ? "/chats/" + target + "/messages" : "/whispers";
    }

    ObjectNode rest() {
        ObjectNode body = Wire.object().put("message", text).put("clientMessageId", id);
        return talk instanceof Talk.Chat ? body : body.put("whisperTargetId", target);
    }
}
