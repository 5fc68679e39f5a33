package chats.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chats.client.Shapes;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a socket door delivered.
 *
 * @param id of the request that this answers; an event of the server's own has none
 */
record Frame(String event, JsonNode data, Optional<String> id) implements Outcome {
    @Override
    public JsonNode granted() {
        assertTrue(!event.equals("exception"), () -> "refused: " + data);
        return data;
    }

    @Override
    public void isRefusedWithOneOf(String... codes) {
        assertEquals("exception", event, () -> "granted: " + data);
        Shapes.exception(data);
        assertTrue(List.of(codes).contains(data.get("code").asText()), () -> List.of(codes) + " expected: " + data);
    }
}
