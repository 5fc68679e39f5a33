package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that every door refuses, and lives on. */
class BadEventsIT extends DoorStory {
    /** CHAT is the caller's chat, ME the caller. */
    private static final List<String> OF_THE_WRONG_FORM = List.of(
            "send_message | {}",
            "send_message | null",
            "send_message | []",
            "send_message | `hi`",
            "send_message | 5",
            "send_message | {`message`:`hi`}",
            "send_message | {`chatId`:null,`whisperTargetId`:null,`message`:`hi`}",
            "send_message | {`chatId`:CHAT,`whisperTargetId`:ME,`message`:`hi`}",
            "send_message | {`chatId`:`CHAT`,`message`:`hi`}",
            "send_message | {`chatId`:CHAT.5,`message`:`hi`}",
            "send_message | {`chatId`:true,`message`:`hi`}",
            "send_message | {`chatId`:{},`message`:`hi`}",
            "send_message | {`chatId`:[CHAT],`message`:`hi`}",
            "send_message | {`chatId`:99999999999999999999,`message`:`hi`}",
            "send_message | {`whisperTargetId`:`ME`,`message`:`hi`}",
            "send_message | {`whisperTargetId`:99999999999999999999,`message`:`hi`}",
            "send_message | {`chatId`:CHAT}",
            "send_message | {`chatId`:CHAT,`message`:null}",
            "send_message | {`chatId`:CHAT,`message`:5}",
            "send_message | {`chatId`:CHAT,`message`:true}",
            "send_message | {`chatId`:CHAT,`message`:{}}",
            "send_message | {`chatId`:CHAT,`message`:[`hi`]}",
            "send_message | {`chatId`:CHAT,`message`:`hi`,`clientMessageId`:5}",
            "enter_chat | {}",
            "enter_chat | {`chatIds`:null}",
            "enter_chat | {`chatIds`:[]}",
            "enter_chat | {`chatIds`:CHAT}",
            "enter_chat | {`chatIds`:`CHAT`}",
            "enter_chat | {`chatIds`:[`CHAT`]}",
            "enter_chat | {`chatIds`:[CHAT,null]}",
            "enter_chat | {`chatIds`:[CHAT.5]}",
            "enter_chat | {`chatIds`:[[CHAT]]}",
            "enter_chat | {`chatIds`:[99999999999999999999]}",
            "leave_chat | {}",
            "leave_chat | {`chatIds`:[]}",
            "leave_chat | {`chatIds`:[`CHAT`]}",
            "typing | {}",
            "typing | null",
            "typing | {`chatId`:null}",
            "typing | {`chatId`:`CHAT`}",
            "typing | {`chatId`:CHAT.5}",
            "typing | {`chatId`:[CHAT]}",
            "typing | {`chatId`:0}",
            "typing | {`chatId`:-1}",
            "typing | {`chatId`:99999999999999999999}",
            "watch_presence | {}",
            "watch_presence | {`userIds`:null}",
            "watch_presence | {`userIds`:ME}",
            "watch_presence | {`userIds`:[`ME`]}",
            "watch_presence | {`userIds`:[null]}",
            "watch_presence | {`userIds`:[ME.5]}",
            "watch_presence | {`userIds`:[0]}",
            "watch_presence | {`userIds`:[99999999999999999999]}",
            "create_chat | {}",
            "create_chat | {`userIds`:[]}",
            "create_chat | {`userIds`:[`ME`]}",
            "create_chat | {`userIds`:[null]}",
            "create_chat | {`userIds`:ME}",
            "create_chat | {`userIds`:[99999999999999999999]}",
            "create_chat | {`userIds`:[ME],`name`:5}",
            "create_chat | {`userIds`:[ME],`name`:`a\\u0000b`}",
            "create_chat | {`userIds`:[ME],`name`:`\\u00a0`}",
            "create_chat | {`userIds`:[ME],`name`:`\\u202e \\u200b\\u001b`}",
            "create_chat | {`userIds`:[ME],`clientChatId`:5}",
            "sync_whispers | {`after`:{`me`:0}}",
            "sync_whispers | {`after`:{`ME`:-1}}",
            "sync_whispers | {`after`:{`ME`:`0`}}",
            "sync_whispers | {`after`:[0]}",
            "refresh_token | {}",
            "refresh_token | {`token`:null}",
            "refresh_token | {`token`:5}");

    @AfterEach
    void theServerServesAfterwards() {
        theServerStillServes();
    }

    @Test
    void anUnknownEventIsRefused() {
        Device alice = online("alice");
        for (String event : List.of("no_such_event", "SEND_MESSAGE", "receive_message", "toString")) {
            alice.asks(event, Trees.object("chatId", 1)).isRefused("unknown_event");
        }
        alice.tells("no_such_event", Trees.object());
        alice.isRefused("unknown_event");
    }

    @Test
    void dataOfTheWrongFormIsRefused() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        each(OF_THE_WRONG_FORM, line -> {
            String event = line.substring(0, line.indexOf(' '));
            JsonNode data = Trees.parse(line.substring(line.indexOf('|') + 1)
                    .replace('`', '"')
                    .replace("CHAT", Long.toString(chat.id()))
                    .replace("ME", Long.toString(alice.owner().id())));
            alice.asks(event, data).isRefused("validation_failed");
            alice.tells(event, data);
            alice.isRefused("validation_failed");
        });
        assertEquals(0, alice.owner().reads(chat, "").get("lastSeq").asInt());
        alice.sends("still connected").to(chat);
    }

    @Test
    void aThousandAndOneIdsAreTooMany() {
        Device alice = online("alice");
        JsonNode tooMany = Trees.object("chatIds", Person.strangers(1_001));
        alice.asks("enter_chat", tooMany).isRefused("validation_failed");
        alice.asks("leave_chat", tooMany).isRefused("validation_failed");
        alice.asks("enter_chat", Trees.object("chatIds", Person.strangers(1_000)))
                .isRefused("chat_not_found");
        alice.asks("create_chat", Trees.object("userIds", Person.strangers(1_001)))
                .isRefused("validation_failed");
        alice.asks("create_chat", Trees.object("userIds", Person.strangers(1_000)))
                .isRefused("user_not_found");
    }

    @Test
    void anIdThatNothingCanHaveIsRefused() {
        Device alice = online("alice");
        each(List.of(0L, -1L, (long) Integer.MAX_VALUE, 1L << 31, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE), id -> {
            JsonNode chatIds = Trees.object("chatIds", new long[] {id});
            alice.asks("enter_chat", chatIds).isRefusedWithOneOf("chat_not_found", "validation_failed");
            alice.asks("send_message", new ChatRoom(id).message("hi"))
                    .isRefusedWithOneOf("chat_not_found", "validation_failed");
            alice.asks("send_message", Trees.object("whisperTargetId", id, "message", "hi"))
                    .isRefusedWithOneOf("user_not_found", "validation_failed");
            alice.asks("create_chat", Trees.object("userIds", new long[] {id}))
                    .isRefusedWithOneOf("user_not_found", "validation_failed");
        });
    }

    @Test
    void fieldsThatNobodyAskedForAreIgnored() {
        Device alice = online("alice");
        ChatRoom chat = alice.opensChatWith();
        ObjectNode data = Trees.object("chatId", chat.id(), "message", "hi", "seq", "x", "author", Map.of("id", 1));
        JsonNode stored = alice.asks("send_message", data).granted();
        Shapes.message(stored);
        assertEquals(alice.owner().user(), stored.get("author"));
        data = Trees.object("chatIds", new long[] {chat.id()}, "extra", List.of(1));
        Iterator<JsonNode> entered = alice.asks("enter_chat", data).granted().iterator();
        assertEquals(1, entered.next().get("lastSeq").asInt());
    }
}
