package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of chats that are refused, and change nothing. */
class BadMembersIT extends DoorStory {
    private static final List<String> OF_THE_WRONG_FORM = List.of(
            "add_members | {}",
            "add_members | {`chatId`:CHAT}",
            "add_members | {`chatId`:CHAT,`userIds`:[]}",
            "add_members | {`chatId`:CHAT,`userIds`:null}",
            "add_members | {`chatId`:CHAT,`userIds`:7}",
            "add_members | {`chatId`:CHAT,`userIds`:[0]}",
            "add_members | {`chatId`:CHAT,`userIds`:[-1]}",
            "add_members | {`chatId`:CHAT,`userIds`:[`1`]}",
            "add_members | {`chatId`:CHAT,`userIds`:[1.5]}",
            "add_members | {`chatId`:`CHAT`,`userIds`:[1]}",
            "remove_members | null",
            "remove_members | {`userIds`:[1]}",
            "remove_members | {`chatId`:CHAT,`userIds`:[]}",
            "remove_members | {`chatId`:CHAT,`userIds`:[null]}",
            "remove_members | {`chatId`:CHAT,`userIds`:{}}",
            "update_chat | {}",
            "update_chat | {`name`:`new`}",
            "update_chat | {`chatId`:CHAT,`name`:``}",
            "update_chat | {`chatId`:CHAT,`name`:` `}",
            "update_chat | {`chatId`:CHAT,`name`:7}",
            "update_chat | {`chatId`:CHAT,`name`:[`new`]}",
            "update_chat | {`chatId`:CHAT,`name`:`\\u200b`}",
            "update_chat | {`chatId`:CHAT,`name`:`a\\u0000b`}",
            "update_chat | {`chatId`:CHAT,`admins`:7}",
            "update_chat | {`chatId`:CHAT,`admins`:[0]}",
            "update_chat | {`chatId`:CHAT,`admins`:[`1`]}");

    private Device alice;
    private Device bob;
    private Device mallory;
    private ChatRoom chat;

    @BeforeEach
    void talk() {
        alice = online("alice");
        bob = online("bob");
        mallory = online("mallory");
        chat = alice.opensChatWith(bob);
    }

    @AfterEach
    void nothingWasChangedAndTheServerServes() {
        assertEquals(0, alice.owner().looksAt(chat).get("lastRev").asInt());
        theServerStillServes();
    }

    @Test
    void dataOfTheWrongFormIsRefused() {
        each(OF_THE_WRONG_FORM, line -> {
            String event = line.substring(0, line.indexOf(' '));
            JsonNode data = Trees.parse(
                    line.substring(line.indexOf('|') + 1).replace('`', '"').replace("CHAT", Long.toString(chat.id())));
            alice.asks(event, data).isRefused("validation_failed");
        });
        for (Object body : List.of(Trees.object("name", ""), Trees.object("name", "x".repeat(201)), List.of())) {
            alice.owner().rest().patch(chat.path(), body).isRefused("validation_failed");
        }
        alice.owner().rest().post(chat.path() + "/members", Trees.object()).isRefused("validation_failed");
        alice.owner().rest().delete(chat.path() + "/members/0").isRefused("validation_failed");
        alice.owner().rest().delete(chat.path() + "/members/me").isRefused("validation_failed");
    }

    @Test
    void strangersAndMembersWithoutTheRoleChangeNothing() {
        for (Device device : List.of(mallory, bob)) {
            String code = device == bob ? "forbidden" : "not_a_member";
            device.asks("add_members", of(mallory.owner().id())).isRefused(code);
            device.asks("remove_members", of(alice.owner().id())).isRefused(code);
            device.asks("update_chat", Trees.object("chatId", chat.id(), "name", "new"))
                    .isRefused(code);
            device.owner()
                    .rest()
                    .patch(chat.path(), Trees.object("name", "new"))
                    .isRefused(code);
            device.owner()
                    .rest()
                    .post(
                            chat.path() + "/members",
                            Trees.object("userIds", List.of(mallory.owner().id())))
                    .isRefused(code);
            device.owner()
                    .rest()
                    .delete(chat.path() + "/members/" + alice.owner().id())
                    .isRefused(code);
        }
        mallory.asks("remove_members", of(mallory.owner().id())).isRefused("not_a_member");
    }

    @Test
    void whoAndWhatDoesNotExistIsNotFound() {
        long nobody = Person.strangers(1)[0];
        alice.asks("add_members", of(nobody)).isRefused("user_not_found");
        alice.asks("add_members", of(mallory.owner().id(), nobody)).isRefused("user_not_found");
        alice.asks("update_chat", Trees.object("chatId", chat.id(), "admins", List.of(nobody)))
                .isRefused("user_not_found");
        JsonNode elsewhere = Trees.object(
                "chatId", 2_000_000_000, "userIds", List.of(mallory.owner().id()));
        alice.asks("add_members", elsewhere).isRefused("chat_not_found");
        alice.owner()
                .rest()
                .patch("/chats/2000000000", Trees.object("name", "new"))
                .isRefused("chat_not_found");
    }

    @Test
    void adminsWhoAreNoMembersAreRefused() {
        alice.asks(
                        "update_chat",
                        Trees.object(
                                "chatId",
                                chat.id(),
                                "admins",
                                List.of(alice.owner().id(), mallory.owner().id())))
                .isRefused("validation_failed");
    }

    @Test
    void aThousandAndOneMembersAreTooMany() {
        long[] many = LongStream.rangeClosed(1, 1001).toArray();
        alice.asks("add_members", of(many)).isRefused("validation_failed");
        alice.owner().rest().post("/chats", Trees.object("userIds", many)).isRefused("validation_failed");
    }

    @Test
    void theChatOfTwoUsersStaysTheirs() {
        long direct = alice.owner().posts("psst", bob.owner()).get("chatId").asLong();
        for (String event : List.of("add_members", "remove_members")) {
            alice.asks(
                            event,
                            Trees.object(
                                    "chatId",
                                    direct,
                                    "userIds",
                                    List.of(mallory.owner().id())))
                    .isRefused("forbidden");
        }
        alice.asks(
                        "remove_members",
                        Trees.object(
                                "chatId",
                                direct,
                                "userIds",
                                List.of(alice.owner().id())))
                .isRefused("forbidden");
        alice.asks("update_chat", Trees.object("chatId", direct, "name", "us")).isRefused("forbidden");
    }

    @Test
    void ofTwoAdminsWhoRemoveEachOtherOneIsLeft() {
        ChatRoom other = alice.opensChatWith(bob);
        long[] both = {alice.owner().id(), bob.owner().id()};
        alice.asks("update_chat", Trees.object("chatId", other.id(), "admins", both))
                .granted();
        CompletableFuture<Frame> first = alice.requests(
                "remove_members",
                Trees.object(
                        "chatId", other.id(), "userIds", List.of(bob.owner().id())));
        CompletableFuture<Frame> second = bob.requests(
                "remove_members",
                Trees.object(
                        "chatId", other.id(), "userIds", List.of(alice.owner().id())));
        List<Frame> answers = List.of(Patience.await(first, "an answer"), Patience.await(second, "an answer"));
        Frame refused = answers.get(0).event().equals("exception") ? answers.get(0) : answers.get(1);
        refused.isRefused("not_a_member");
        JsonNode removal = answers.get(1 - answers.indexOf(refused)).granted();
        Device left = refused.equals(answers.get(0)) ? bob : alice;
        assertEquals(Trees.of(List.of(left.owner().id())), removal.get("admins"));
        assertEquals(1, left.owner().looksAt(other).get("users").size());
        assertTrue(removal.get("removed").size() == 1, removal::toString);
    }

    private JsonNode of(long... users) {
        return Trees.object("chatId", chat.id(), "userIds", users);
    }
}
