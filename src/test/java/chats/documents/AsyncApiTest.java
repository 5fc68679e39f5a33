package chats.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import chats.commands.Command;
import chats.commands.DeclaredCommands;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {
    @Test
    void theDocumentIsAsItsSchemaSays() {
        assertEquals(List.of(), AsyncApi.faults(document()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aMistakeIsAFault(String what, String pointer, String key, String value) {
        JsonNode document = document();
        JsonNode spoilt = document.at(pointer);
        if (value == null) {
            ((ObjectNode) spoilt).remove(key);
        } else {
            ((ObjectNode) spoilt).set(key, Document.parse(value));
        }
        assertNotEquals(document(), document, "nothing was spoilt");
        assertNotEquals(List.of(), AsyncApi.faults(document));
    }

    static Stream<Arguments> aMistakeIsAFault() {
        return Stream.of(
                arguments("another version", "", "asyncapi", "\"2.6.0\""),
                arguments("an unknown part", "", "chanels", "{}"),
                arguments("no title", "/info", "title", null),
                arguments("a server without protocol", "/servers/plain", "protocol", null),
                arguments("a host with a path", "/servers/plain", "host", "\"localhost:3000/chats\""),
                arguments("a channel without address", "/channels/chats", "address", null),
                arguments("an address that is no path", "/channels/chats", "address", "\"chats\""),
                arguments("a channel without messages", "/channels/chats", "messages", "{}"),
                arguments("an unknown action", "/operations/create_chat", "action", "\"publish\""),
                arguments("no action", "/operations/create_chat", "action", null),
                arguments("a misspelt keyword", "/operations/create_chat", "sumary", "\"Create a chat\""),
                arguments("an operation without summary", "/operations/create_chat", "summary", null),
                arguments("an operation without channel", "/operations/create_chat", "channel", null),
                arguments("an operation without messages", "/operations/create_chat", "messages", "[]"),
                arguments("an event of a client's without answer", "/operations/create_chat", "reply", null),
                arguments(
                        "an answer to the server",
                        "/operations/chat_created",
                        "reply",
                        "{\"channel\":{\"$ref\":\"#/channels/chats\"},"
                                + "\"messages\":[{\"$ref\":\"#/channels/chats/messages/exception\"}]}"),
                arguments(
                        "a message beside the channel's",
                        "/operations/create_chat",
                        "messages",
                        "[{\"$ref\":\"#/components/messages/create_chat\"}]"),
                arguments(
                        "a message that the channel does not have",
                        "/operations/create_chat",
                        "messages",
                        "[{\"$ref\":\"#/channels/chats/messages/make_chat\"}]"),
                arguments(
                        "a channel that there is not",
                        "/operations/create_chat/channel",
                        "$ref",
                        "\"#/channels/rooms\""),
                arguments("a message without payload", "/components/messages/create_chat", "payload", null),
                arguments(
                        "a payload without event",
                        "/components/messages/create_chat/payload/properties",
                        "event",
                        null),
                arguments(
                        "a payload that may lack data",
                        "/components/messages/create_chat/payload",
                        "required",
                        "[\"event\"]"),
                arguments("a payload with more", "/components/messages/create_chat/payload/properties", "extra", "{}"),
                arguments("an example without payload", "/components/messages/create_chat/examples/0", "payload", null),
                arguments(
                        "a schema that there is not",
                        "/components/schemas/Ids/items",
                        "$ref",
                        "\"#/components/schemas/Idd\""),
                arguments("a misspelt keyword of a schema", "/components/schemas/Text", "maxLenght", "4000"),
                arguments("an unknown type", "/components/schemas/Text", "type", "\"text\""),
                arguments("a bound that is no number", "/components/schemas/Text", "maxLength", "\"4000\""),
                arguments("an unknown format", "/components/schemas/Time", "format", "\"datetime\""),
                arguments("a keyword beside a reference", "/components/schemas/Ids/items", "minimum", "1"),
                arguments(
                        "an unknown way to show a token", "/components/securitySchemes/bearer", "scheme", "\"basic\""));
    }

    private static JsonNode document() {
        return Document.parse(Document.text(AsyncApi.FILE));
    }

    @Test
    void everyEventThatClientsMaySendIsDocumentedAndNoOther() {
        Set<String> handled = new TreeSet<>();
        DeclaredCommands.all().forEach(command -> handled.add(command.name()));
        assertEquals(handled, operations("receive"));
    }

    @Test
    void theDataOfEachCommandIsDocumentedAsItIsRead() {
        for (Command<?> command : DeclaredCommands.all()) {
            JsonNode data = resolved(
                    AsyncApi.DOCUMENT.at("/components/messages/" + command.name() + "/payload/properties/data"));
            Set<String> documented = new TreeSet<>();
            data.get("properties").fieldNames().forEachRemaining(documented::add);
            Set<String> read = new TreeSet<>();
            Stream.of(command.request().getRecordComponents()).forEach(part -> read.add(part.getName()));
            assertEquals(read, documented, command.name());
        }
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref")
                ? AsyncApi.DOCUMENT.at(schema.get("$ref").textValue().substring(1))
                : schema;
    }

    @Test
    void everyEventOfTheServersIsDocumented() {
        Set<String> contract = Set.of(
                "receive_message",
                "receive_whisper",
                "message_changed",
                "replayed",
                "chat_changed",
                "chat_created",
                "chat_removed",
                "chat_read",
                "chat_preferences",
                "typing_event",
                "presence",
                "user_changed",
                "token_expiring",
                "exception");
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
        for (String name : List.of(
                "User",
                "Chat",
                "Message",
                "Whisper",
                "MessageChange",
                "ChatChange",
                "ChatHistory",
                "ChatName",
                "Admins",
                "Doer",
                "Reactions",
                "CreateChat",
                "ReadSeq",
                "Unread",
                "Mentioned",
                "Preferences",
                "ReadMark",
                "Violation",
                "Text",
                "ClientId")) {
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
