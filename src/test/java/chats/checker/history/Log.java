package chats.checker.history;

import java.util.List;
import java.util.Set;

/**
 * Everything that happened to one device.
 *
 * @param user whose device it is
 * @param chats those that it is to have heard from the first message to the last, as all whispers of its user
 */
public record Log(String device, long user, Set<Talk.Chat> chats, List<Event> events) {
    boolean mustKnow(Talk talk) {
        return chats.contains(talk) || talk.belongsTo(user);
    }
}
