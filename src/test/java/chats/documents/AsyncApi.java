package chats.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The document of the socket events. */
public final class AsyncApi {
    static final Path FILE = Path.of(System.getProperty("basedir", ""), "src/main/webapp/asyncapi.yaml");
    static final Document DOCUMENT = Document.read(FILE, SpecificationVersion.DRAFT_7);

    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private AsyncApi() {}

    /** Makes sure that a frame of the server's, by the plain door, is as documented. */
    public static void check(JsonNode frame) {
        String event = frame.path("event").asText();
        String message = frame.has("id") && !event.equals("exception") ? event + "_answer" : event;
        JsonNode payload = DOCUMENT.at("/components/messages/" + message + "/payload");
        assertTrue(payload.isObject(), () -> message + " is not documented: " + frame);
        assertEquals(List.of(), DOCUMENT.faults(payload, frame.toString()), message);
        SEEN.add(message);
    }

    /** The messages that {@link #check} has seen. */
    public static Set<String> seen() {
        return SEEN;
    }

    /** Everything that the document lets the server send: its events and its answers. */
    public static Set<String> messagesOfTheServer() {
        Set<String> messages = new TreeSet<>();
        DOCUMENT.at("/operations").forEach(operation -> {
            boolean own = operation.get("action").asText().equals("send");
            JsonNode sent = own ? operation.get("messages") : operation.at("/reply/messages");
            sent.forEach(message -> messages.add(message.get("$ref").asText().replaceFirst(".*/", "")));
        });
        return messages;
    }
}
