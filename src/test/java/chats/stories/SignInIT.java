package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chats.client.Rest;
import chats.client.Shapes;
import chats.client.Trees;
import chats.run.Patience;
import chats.run.RunningServer;
import chats.run.ServerUnderTest;
import chats.run.SharedServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** People who come with a password of their own, as on a server without any settings. */
@SharedServer
@ResourceLock(ServerUnderTest.HASHES)
class SignInIT {
    @Test
    void twoPeopleRegisterLogInAndTalk(RunningServer server) {
        Rest nobody = Rest.stranger(server).documented();
        JsonNode alice = nobody.post("/auth/register", registration("alice")).created();
        JsonNode bobsRegistration = registration("bob");
        JsonNode registered = nobody.post("/auth/register", bobsRegistration).created();
        JsonNode bob = nobody.post(
                        "/auth/login",
                        Trees.object("email", bobsRegistration.get("email"), "password", "correct horse battery"))
                .ok();
        for (JsonNode answer : new JsonNode[] {alice, registered, bob}) {
            Shapes.exactly(answer, "accessToken", "refreshToken", "user");
            Shapes.user(answer.get("user"));
        }
        assertEquals(registered.get("user"), bob.get("user"));

        Rest asAlice =
                Rest.stranger(server).documented().with(alice.get("accessToken").asText());
        ChatRoom chat = ChatRoom.of(asAlice.post(
                        "/chats",
                        Trees.object("userIds", new Object[] {bob.get("user").get("id")}))
                .created());
        Inbox ears = new Inbox();
        PlainClient socket = new PlainDoor().open(server, bob.get("accessToken").asText(), ears);
        socket.send("{\"event\":\"enter_chat\",\"id\":\"1\",\"data\":{\"chatIds\":[" + chat.id() + "]}}");
        Patience.await(ears.answer("1"), "bob enters").granted();
        JsonNode sent =
                asAlice.post(chat.messages(), Trees.object("message", "hi")).created();
        assertEquals(sent, ears.next("receive_message"));
        socket.close();
    }

    @Test
    void aRefreshTokenIsGoodOnce(RunningServer server) {
        Rest nobody = Rest.stranger(server).documented();
        JsonNode first = nobody.post("/auth/register", registration("carol")).created();
        JsonNode once = Trees.object("refreshToken", first.get("refreshToken"));
        JsonNode second = nobody.post("/auth/refresh", once).ok();
        assertEquals(first.get("user"), second.get("user"));
        JsonNode me = Rest.stranger(server)
                .documented()
                .with(second.get("accessToken").asText())
                .get("/users/me")
                .ok();
        Shapes.exactly(me, "id", "nickname", "email");
        nobody.post("/auth/refresh", once).isRefused("unauthorized");
    }

    @Test
    void aWrongPasswordAndAnUnknownEmailAreRefusedAlike(RunningServer server) {
        Rest nobody = Rest.stranger(server).documented();
        JsonNode dave = registration("dave");
        nobody.post("/auth/register", dave).created();
        nobody.post("/auth/register", dave).isRefused("conflict");
        JsonNode wrong = nobody.post(
                        "/auth/login", Trees.object("email", dave.get("email"), "password", "wrong horse battery"))
                .isRefused("unauthorized");
        JsonNode unknown = nobody.post(
                        "/auth/login", Trees.object("email", "nobody@example.org", "password", "wrong horse battery"))
                .isRefused("unauthorized");
        assertEquals(wrong, unknown);
    }

    static JsonNode registration(String name) {
        String unique = name + "-" + UUID.randomUUID().toString().substring(0, 13);
        return Trees.object("email", unique + "@example.org", "nickname", unique, "password", "correct horse battery");
    }
}
