package chats.checker.history;

import java.util.List;
import java.util.Set;

/**
 * Everything that happened to one device.
 *
 * @param user whose device it is
 * @param chats those that it is to have heard from the first message to the last while its user is a member, as all whispers of
 *     its user
 * @param moments when each event happened: of two events of any devices, the one that was seen first has the lower one
 */
public record Log(String device, long user, Set<Talk.Chat> chats, List<Event> events, List<Long> moments) {
    boolean mustKnow(Talk talk) {
        return chats.contains(talk) || talk.belongsTo(user);
    }

    long moment(int event) {
        return moments.get(event);
    }

    /** A moment before whatever followed the first so many events. */
    long momentAfter(int events) {
        return events == 0 ? 0 : moment(events - 1);
    }
}
