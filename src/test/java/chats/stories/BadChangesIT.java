package chats.stories;

import static chats.stories.Change.deletion;
import static chats.stories.Change.edit;
import static chats.stories.Change.reaction;
import static chats.stories.Change.withdrawal;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that are refused, and change nothing. */
class BadChangesIT extends DoorStory {
    /** CHAT is the caller's chat, in which the message 1 is the caller's. */
    private static final List<String> OF_THE_WRONG_FORM = List.of(
            "edit_message | {}",
            "edit_message | null",
            "edit_message | []",
            "edit_message | `hi`",
            "edit_message | {`seq`:1,`message`:`new`}",
            "edit_message | {`chatId`:null,`seq`:1,`message`:`new`}",
            "edit_message | {`chatId`:`CHAT`,`seq`:1,`message`:`new`}",
            "edit_message | {`chatId`:CHAT.5,`seq`:1,`message`:`new`}",
            "edit_message | {`chatId`:[CHAT],`seq`:1,`message`:`new`}",
            "edit_message | {`chatId`:99999999999999999999,`seq`:1,`message`:`new`}",
            "edit_message | {`chatId`:CHAT,`message`:`new`}",
            "edit_message | {`chatId`:CHAT,`seq`:null,`message`:`new`}",
            "edit_message | {`chatId`:CHAT,`seq`:`1`,`message`:`new`}",
            "edit_message | {`chatId`:CHAT,`seq`:1.5,`message`:`new`}",
            "edit_message | {`chatId`:CHAT,`seq`:true,`message`:`new`}",
            "edit_message | {`chatId`:CHAT,`seq`:{},`message`:`new`}",
            "edit_message | {`chatId`:CHAT,`seq`:99999999999999999999,`message`:`new`}",
            "edit_message | {`chatId`:CHAT,`seq`:1}",
            "edit_message | {`chatId`:CHAT,`seq`:1,`message`:null}",
            "edit_message | {`chatId`:CHAT,`seq`:1,`message`:5}",
            "edit_message | {`chatId`:CHAT,`seq`:1,`message`:true}",
            "edit_message | {`chatId`:CHAT,`seq`:1,`message`:{}}",
            "edit_message | {`chatId`:CHAT,`seq`:1,`message`:[`new`]}",
            "edit_message | {`chatId`:CHAT,`seq`:1,`message`:`new`,`clientChangeId`:5}",
            "edit_message | {`chatId`:CHAT,`seq`:1,`message`:`new`,`clientChangeId`:[`1`]}",
            "delete_message | {}",
            "delete_message | null",
            "delete_message | {`seq`:1}",
            "delete_message | {`chatId`:CHAT}",
            "delete_message | {`chatId`:`CHAT`,`seq`:1}",
            "delete_message | {`chatId`:CHAT,`seq`:`1`}",
            "delete_message | {`chatId`:CHAT,`seq`:[1]}",
            "delete_message | {`chatId`:CHAT,`seq`:1.5}",
            "delete_message | {`chatId`:CHAT,`seq`:99999999999999999999}",
            "react | {}",
            "react | null",
            "react | {`seq`:1,`emoji`:`👍`,`on`:true}",
            "react | {`chatId`:CHAT,`emoji`:`👍`,`on`:true}",
            "react | {`chatId`:`CHAT`,`seq`:1,`emoji`:`👍`,`on`:true}",
            "react | {`chatId`:CHAT,`seq`:`1`,`emoji`:`👍`,`on`:true}",
            "react | {`chatId`:CHAT,`seq`:99999999999999999999,`emoji`:`👍`,`on`:true}",
            "react | {`chatId`:CHAT,`seq`:1,`on`:true}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:null,`on`:true}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:5,`on`:true}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:[`👍`],`on`:true}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:{},`on`:true}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:``,`on`:true}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:``,`on`:false}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:`👍`}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:`👍`,`on`:null}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:`👍`,`on`:`true`}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:`👍`,`on`:``}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:`👍`,`on`:1}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:`👍`,`on`:0}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:`👍`,`on`:{}}",
            "react | {`chatId`:CHAT,`seq`:1,`emoji`:`👍`,`on`:[true]}");

    private Device alice;
    private Device bob;
    private ChatRoom chat;

    @BeforeEach
    void talk() {
        alice = online("alice");
        bob = online("bob");
        chat = alice.opensChatWith(bob);
        bob.enters(chat);
        alice.sends("hi").to(chat);
    }

    @AfterEach
    void nothingWasChangedOrHeardAndTheServerServes() {
        JsonNode edited = alice.does(edit("the first change"), chat, 1);
        bob.hearsChange(1, 1, edited);
        assertEquals(List.of("seq 1", "rev 1"), bob.heard(chat));
        theServerStillServes();
    }

    @Test
    void dataOfTheWrongFormIsRefused() {
        each(OF_THE_WRONG_FORM, line -> {
            String event = line.substring(0, line.indexOf(' '));
            JsonNode data = Trees.parse(
                    line.substring(line.indexOf('|') + 1).replace('`', '"').replace("CHAT", Long.toString(chat.id())));
            alice.asks(event, data).isRefused("validation_failed");
            alice.tells(event, data);
            alice.isRefused("validation_failed");
        });
    }

    @Test
    void onlyItsAuthorEditsAndDeletesAMessage() {
        for (Hand hand : Hand.of(bob)) {
            hand.tries(edit("never said"), chat, 1).isRefused("forbidden");
            hand.tries(edit("hi"), chat, 1).isRefused("forbidden");
            hand.tries(edit("never said").as("1"), chat, 1).isRefused("forbidden");
            hand.tries(deletion(), chat, 1).isRefused("forbidden");
        }
    }

    @Test
    void strangersChangeAndSeeNothing() {
        Device mallory = online("mallory");
        for (Hand hand : Hand.of(mallory)) {
            for (long seq : new long[] {1, 2}) {
                for (Change change : List.of(edit("let me in"), deletion(), reaction("👍"), withdrawal("👍"))) {
                    hand.tries(change, chat, seq).isRefused("not_a_member");
                }
            }
        }
        mallory.owner().rest().get(chat.message(1)).isRefused("not_a_member");
        mallory.owner().rest().get(chat.message(2)).isRefused("not_a_member");
        mallory.owner().rest().get(chat.changes("after=0")).isRefused("not_a_member");
    }

    @Test
    void aChatThatDoesNotExistIsNotFound() {
        ChatRoom nowhere = new ChatRoom(2_000_000_000);
        for (Hand hand : Hand.of(alice)) {
            for (Change change : List.of(edit("new"), deletion(), reaction("👍"), withdrawal("👍"))) {
                hand.tries(change, nowhere, 1).isRefused("chat_not_found");
            }
        }
        alice.owner().rest().get(nowhere.message(1)).isRefused("chat_not_found");
        alice.owner().rest().get(nowhere.changes("")).isRefused("chat_not_found");
    }

    @Test
    void aMessageThatDoesNotExistIsNotFound() {
        each(List.of(2L, 1_000L, (long) Integer.MAX_VALUE, 1L << 31, 1L << 53, Long.MAX_VALUE), seq -> {
            for (Hand hand : Hand.of(alice)) {
                for (Change change : List.of(edit("new"), deletion(), reaction("👍"), withdrawal("👍"))) {
                    hand.tries(change, chat, seq).isRefusedWithOneOf("message_not_found");
                }
            }
            alice.owner().rest().get(chat.message(seq)).isRefusedWithOneOf("message_not_found");
        });
    }

    @Test
    void aSeqThatNothingCanHaveIsRefused() {
        each(List.of(0L, -1L, Long.MIN_VALUE), seq -> {
            for (Hand hand : Hand.of(alice)) {
                for (Change change : List.of(edit("new"), deletion(), reaction("👍"), withdrawal("👍"))) {
                    hand.tries(change, chat, seq).isRefusedWithOneOf("message_not_found", "validation_failed");
                }
            }
            alice.owner().rest().get(chat.message(seq)).isRefusedWithOneOf("message_not_found", "validation_failed");
        });
    }

    @Test
    void aChatIdThatNothingCanHaveIsRefused() {
        each(List.of(0L, -1L, 1L << 31, 1L << 53, Long.MAX_VALUE), id -> {
            ChatRoom nowhere = new ChatRoom(id);
            for (Hand hand : Hand.of(alice)) {
                for (Change change : List.of(edit("new"), deletion(), reaction("👍"))) {
                    hand.tries(change, nowhere, 1).isRefusedWithOneOf("chat_not_found", "validation_failed");
                }
            }
            alice.owner().rest().get(nowhere.changes("")).isRefusedWithOneOf("chat_not_found", "validation_failed");
        });
    }

    @Test
    void whatIsDeletedIsNeitherEditedNorReactedTo() {
        ChatRoom other = alice.opensChatWith(bob);
        alice.sends("deleted").to(other);
        alice.does(deletion(), other, 1);
        for (Hand hand : Hand.of(alice)) {
            hand.tries(edit("risen"), other, 1).isRefused("conflict");
            hand.tries(edit("deleted"), other, 1).isRefused("conflict");
            hand.tries(edit("risen").as("1"), other, 1).isRefused("conflict");
            hand.tries(reaction("👍"), other, 1).isRefused("conflict");
        }
        for (Hand hand : Hand.of(bob)) {
            hand.tries(reaction("👍"), other, 1).isRefused("conflict");
        }
        assertEquals(1, alice.owner().looksAt(other).get("lastRev").asInt());
    }

    @Test
    void aTextThatNoMessageHasIsRefused() {
        each(
                List.of(
                        "",
                        " ",
                        " \t\r\n",
                        "\u3000\u2003",
                        "\u00a0",
                        "a\u0000b",
                        "\u0000",
                        "x".repeat(4_001),
                        "😀".repeat(4_001)),
                text -> {
                    for (Hand hand : Hand.of(alice)) {
                        hand.tries(edit(text), chat, 1).isRefused("validation_failed");
                        hand.tries(edit(text).as("1"), chat, 1).isRefused("validation_failed");
                    }
                });
        ChatRoom other = alice.opensChatWith();
        alice.sends("short").to(other);
        for (Hand hand : Hand.of(alice)) {
            for (String character : List.of("x", "한", "😀")) {
                String longest = character.repeat(4_000);
                assertEquals(
                        longest,
                        hand.does(edit(longest), other, 1).get("message").asText());
            }
        }
    }

    @Test
    void anIdOfAnEditHasUpTo64Characters() {
        each(List.of("", "x".repeat(65), "\u0000", "a\u0000b"), id -> {
            for (Hand hand : Hand.of(alice)) {
                hand.tries(edit("new").as(id), chat, 1).isRefused("validation_failed");
            }
        });
        ChatRoom other = alice.opensChatWith();
        alice.sends("old").to(other);
        for (Hand hand : Hand.of(alice)) {
            String longest = (hand == alice ? "x" : "y").repeat(64);
            assertEquals(
                    "new",
                    hand.does(edit("new").as(longest), other, 1).get("message").asText());
            assertEquals(
                    "newer",
                    hand.does(edit("newer").as(null), other, 1).get("message").asText());
        }
    }

    @Test
    void fieldsThatNobodyAskedForAreIgnored() {
        ChatRoom other = alice.opensChatWith();
        alice.sends("old").to(other);
        for (Hand hand : Hand.of(alice)) {
            Change change = new Change(
                    "edit_message",
                    Trees.object("message", "new", "author", 1, "rev", "x", "deletedAt", true, "emoji", List.of(1)));
            assertEquals("new", hand.does(change, other, 1).get("message").asText());
        }
    }
}
