package chats.load;

import java.util.List;
import java.util.Map;

/**
 * Somebody with an account of his own.
 *
 * @param chatIds the rooms that he is in
 * @param companions the ids of others with whom he shares one
 */
record Person(String token, List<Long> chatIds, List<Long> companions) {
    /** What Gatling's sessions hold of him. */
    Map<String, Object> attributes() {
        return Map.of("token", token, "chatId", chatIds.get(0), "chatIds", chatIds, "companions", companions);
    }
}
