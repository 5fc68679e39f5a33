package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Answer;
import chats.client.Rest;
import chats.client.Shapes;
import chats.client.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChatsOverRestIT extends Story {
    @Test
    void theCallerIsAlwaysAMemberAndRepeatsCountOnce() {
        Person alice = person("alice");
        Person bob = person("bob");
        JsonNode chat = alice.rest()
                .post("/chats", Trees.object("userIds", Person.ids(bob, bob, alice, bob)))
                .created();
        Shapes.chat(chat);
        assertEquals(
                Set.of(alice.user(), bob.user()), Trees.each(chat.get("users")).collect(Collectors.toSet()));
        assertEquals(2, chat.get("users").size());
    }

    @Test
    void aNewChatIsEmptyAndFoundAtItsLocation() {
        Person alice = person("alice");
        Answer answer = alice.rest().post("/chats", Trees.object("userIds", Person.ids(alice)));
        JsonNode chat = answer.created();
        assertTrue(chat.get("name").isNull());
        assertTrue(chat.get("lastMessage").isNull());
        assertEquals(0, chat.get("lastSeq").asInt());
        assertEquals(chat.get("createdAt"), chat.get("updatedAt"));
        String location = server().http("/chats")
                .resolve(answer.headers().firstValue("Location").orElseThrow())
                .toString();
        assertEquals(server().http("/chats/" + chat.get("id")).toString(), location);
        assertEquals(chat, alice.rest().get("/chats/" + chat.get("id")).ok());
    }

    @Test
    void aThousandIdsAreTakenAndNotOneMore() {
        Rest alice = person("alice").rest();
        alice.post("/chats", Trees.object("userIds", Person.strangers(1_000))).isRefused("user_not_found");
        alice.post("/chats", Trees.object("userIds", Person.strangers(1_001))).isRefused("validation_failed");
        alice.post("/chats", Trees.object("userIds", new long[0])).isRefused("validation_failed");
        assertEquals(0, alice.get("/chats").ok().get("total").asInt());
    }

    @Test
    void aRepeatedClientChatIdIsAnsweredWithTheSameChat() {
        Person alice = person("alice");
        Person bob = person("bob");
        long[] both = Person.ids(alice, bob);
        JsonNode created = alice.rest()
                .post("/chats", Trees.object("userIds", both, "name", "Trip", "clientChatId", "trip"))
                .created();
        assertEquals(
                created,
                alice.rest()
                        .post(
                                "/chats",
                                Trees.object("userIds", Person.ids(bob), "name", "Trip", "clientChatId", "trip"))
                        .ok());
        for (JsonNode other : List.of(
                Trees.object("userIds", both, "name", "Other", "clientChatId", "trip"),
                Trees.object("userIds", both, "clientChatId", "trip"),
                Trees.object("userIds", Person.ids(alice), "name", "Trip", "clientChatId", "trip"))) {
            alice.rest().post("/chats", other).isRefused("conflict");
        }
        assertEquals(1, alice.rest().get("/chats").ok().get("total").asInt());
    }

    @Test
    void aClientChatIdIsItsSendersOwn() {
        Person alice = person("alice");
        Person bob = person("bob");
        JsonNode both = Trees.object("userIds", Person.ids(alice, bob), "clientChatId", "1");
        long alices = alice.rest().post("/chats", both).created().get("id").asLong();
        long bobs = bob.rest().post("/chats", both).created().get("id").asLong();
        assertTrue(alices != bobs);
    }

    @Test
    void ofManyAtOnceWithOneClientChatIdOneCreatesTheChat() {
        Person alice = person("alice");
        JsonNode body = Trees.object("userIds", Person.ids(alice), "clientChatId", "at once");
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> alice.rest().post("/chats", body)))
                .toList();
        List<Answer> answered = answers.stream().map(CompletableFuture::join).toList();
        assertEquals(
                1, answered.stream().filter(answer -> answer.status() == 201).count(), answered::toString);
        assertEquals(
                7, answered.stream().filter(answer -> answer.status() == 200).count(), answered::toString);
        assertEquals(1, answered.stream().map(Answer::body).distinct().count());
    }

    @Test
    void strangersSeeNothingOfAChat() {
        ChatRoom chat = person("alice").opensChatWith();
        Rest mallory = person("mallory").rest();
        mallory.get(chat.path()).isRefused("not_a_member");
        mallory.get(chat.messages()).isRefused("not_a_member");
        mallory.post(chat.messages(), Trees.object("message", "hi")).isRefused("not_a_member");
        assertEquals(0, mallory.get("/chats").ok().get("total").asInt());
    }

    @Test
    void aChatThatDoesNotExistIsNotFound() {
        Rest alice = person("alice").rest();
        alice.get("/chats/2000000000").isRefused("chat_not_found");
        alice.get("/chats/2000000000/messages").isRefused("chat_not_found");
        alice.post("/chats/2000000000/messages", Trees.object("message", "hi")).isRefused("chat_not_found");
    }
}
