package chats.checker;

import chats.checker.wire.Wire;
import chats.client.Rest;
import chats.run.RunningServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.UUID;

/** Somebody with an account. */
public record Person(long id, String token) {
    static Person register(RunningServer server) {
        String name = "p" + UUID.randomUUID().toString().substring(0, 23);
        JsonNode registered = Rest.stranger(server)
                .post(
                        "/auth/register",
                        Wire.object()
                                .put("email", name + "@chats.example")
                                .put("nickname", name)
                                .put("password", UUID.randomUUID().toString()))
                .granted();
        return new Person(
                registered.get("user").get("id").asLong(),
                registered.get("accessToken").asText());
    }

    /**
     * Creates a chat with these people and returns its id.
     *
     * @param history whether members see what was said before they were added: {@code all} or {@code joined}
     */
    long createChat(RunningServer server, Collection<Person> others, String history) {
        JsonNode members = Wire.array(others.stream().map(Person::id).toList());
        return Rest.stranger(server)
                .with(token)
                .post("/chats", Wire.object().put("history", history).set("userIds", members))
                .granted()
                .get("id")
                .asLong();
    }
}
