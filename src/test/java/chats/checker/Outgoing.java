package chats.checker;

import chats.checker.history.Event;
import chats.client.Answer;
import chats.client.Rest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;

/** What a device asks for, from the first time until it knows what became of it. */
abstract class Outgoing {
    final String id;

    boolean sentBefore;

    /** Attempts that were not answered yet. */
    int underWay;

    /** When to send it again if nothing is under way, or when it was sent last; by {@link System#nanoTime}. */
    long dueAt;

    Outgoing(String id) {
        this.id = id;
    }

    abstract String command();

    /** The command's data. */
    abstract ObjectNode data();

    /** The same by REST. */
    abstract CompletableFuture<Answer> by(Rest rest);

    abstract Event sent(int connection);

    /** @param data of the answer */
    abstract Event acknowledged(int connection, JsonNode data, Views views);

    /** Whether it can be asked for by REST. */
    boolean hasRest() {
        return true;
    }
}
