package chats.stories;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One open connection to a socket door. What it receives, answers included, goes to the listener that it was opened with. */
interface Transport {
    /** Sends one event; with an id if an answer is wanted. */
    void send(String event, JsonNode data, Optional<String> id);

    /** Completes when the server has ended the connection, with the close code if there are any. */
    CompletableFuture<Integer> closed();

    /** What that is completed with where the plain door closes with this code. */
    default int closing(int code) {
        return code;
    }

    void close();
}
