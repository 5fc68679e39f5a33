package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlowReaderIT extends Story {
    private static final String LONG = "\uD83D\uDE00".repeat(4_000);

    @Test
    void nobodyWaitsForAPeerThatDoesNotReadAndItIsCut() throws Exception {
        List<Device> talkers =
                IntStream.range(0, 5).mapToObj(i -> online("talker")).toList();
        Device bob = online("bob");
        Person sleeper = person("sleeper");
        ChatRoom chat = bob.owner()
                .opensChatWith(
                        Stream.concat(Stream.of(sleeper), talkers.stream().map(Device::owner))
                                .toArray(Person[]::new));
        bob.enters(chat);
        try (RawSocket asleep = new RawSocket(server(), sleeper.token())) {
            asleep.sendText("{\"event\":\"enter_chat\",\"id\":\"1\",\"data\":{\"chatIds\":[" + chat.id() + "]}}");
            assertEquals("enter_chat", asleep.receive().json().get("event").asText());
            List<CompletableFuture<Frame>> sent = new ArrayList<>();
            for (int i = 0; i < 180; i++) {
                for (Device talker : talkers) {
                    sent.add(talker.requests("send_message", chat.message(LONG)));
                }
            }
            sent.forEach(answer -> Patience.await(answer, "a message is stored").granted());
            List<JsonNode> heard = bob.hearsMessages(900);
            assertEquals(900, heard.get(899).get("seq").asInt());
            int code = asleep.closeCode();
            assertTrue(code == 4508 || code == 1006, () -> "closed with " + code);
        }
    }
}
