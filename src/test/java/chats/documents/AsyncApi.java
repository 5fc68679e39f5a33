package chats.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** The document of the socket events. */
public final class AsyncApi {
    static final Path FILE = Path.of(System.getProperty("basedir", ""), "src/main/webapp/asyncapi.yaml");
    /** That of the schemas in the document. */
    private static final SpecificationVersion DIALECT = SpecificationVersion.DRAFT_7;

    static final Document DOCUMENT = Document.read(FILE, DIALECT);

    private static final Schema SCHEMA = schema();

    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private AsyncApi() {}

    /** What is wrong with a document as such: against its schema, or references that lead nowhere. */
    static List<String> faults(JsonNode document) {
        List<String> faults = new ArrayList<>();
        SCHEMA.validate(document.toString(), InputFormat.JSON).forEach(fault -> faults.add(fault.toString()));
        Document.of(document, DIALECT).deadReferences().forEach(reference -> faults.add(reference + " leads nowhere"));
        return faults;
    }

    private static Schema schema() {
        try (InputStream file = AsyncApi.class.getResourceAsStream("/documents/asyncapi.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that a frame of the server's, by the plain door, is as documented. */
    public static void check(JsonNode frame) {
        String event = frame.path("event").asText();
        String message = messageOf(event, frame.has("id") && !event.equals("exception"));
        JsonNode payload = DOCUMENT.at("/components/messages/" + message + "/payload");
        assertTrue(payload.isObject(), () -> message + " is not documented: " + frame);
        assertEquals(List.of(), DOCUMENT.faults(payload, frame.toString()), message);
        SEEN.add(message);
    }

    /** What the server sends has a name of its own where clients send an event of the same name. */
    private static String messageOf(String event, boolean isAnswer) {
        String own = event + (isAnswer ? "_answer" : "_event");
        return isAnswer || DOCUMENT.at("/components/messages").has(own) ? own : event;
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
