package chats.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.commands.CommandDispatcher;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AsyncApiTest {
    @Test
    void theDocumentIsValidAsyncApi() throws Exception {
        try (InputStream official = getClass().getResourceAsStream("/asyncapi/3.0.0.json")) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(official);
            assertEquals(List.of(), schema.validate(Document.text(AsyncApi.FILE), InputFormat.JSON));
        }
    }

    @Test
    void everyEventThatClientsMaySendIsDocumentedAndNoOther() {
        Set<String> handled = new TreeSet<>(new CommandDispatcher(null, null, null, null, null, null).events());
        assertEquals(handled, operations("receive"));
    }

    @Test
    void everyEventOfTheServersIsDocumented() {
        Set<String> contract =
                Set.of("receive_message", "receive_whisper", "chat_created", "token_expiring", "exception");
        assertEquals(new TreeSet<>(contract), operations("send"));
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<String> faults = new ArrayList<>();
        OpenApiTest.checkExamples(AsyncApi.DOCUMENT, AsyncApi.DOCUMENT.at(""), faults);
        assertEquals(List.of(), faults);
    }

    @Test
    void whatBothDocumentsDescribeIsTheSameInBoth() {
        JsonNode ours = AsyncApi.DOCUMENT.at("/components/schemas");
        JsonNode rest = OpenApi.DOCUMENT.at("/components/schemas");
        for (String name :
                List.of("User", "Chat", "Message", "Whisper", "CreateChat", "Violation", "Text", "ClientId")) {
            assertEquals(rest.get(name), ours.get(name), name);
        }
    }

    private static Set<String> operations(String action) {
        Set<String> names = new TreeSet<>();
        AsyncApi.DOCUMENT.at("/operations").properties().forEach(operation -> {
            if (operation.getValue().get("action").asText().equals(action)) {
                names.add(operation.getKey());
            }
        });
        return names;
    }
}
