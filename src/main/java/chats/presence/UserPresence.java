package chats.presence;

import chats.json.Json;
import chats.live.DroppableEvent;
import java.time.Instant;

/**
 * Whether a user is there, as clients read it.
 *
 * @param seenAt when the user's last socket was there: the present moment for one who is online, null for one who was never
 *     seen or may not be seen
 */
record UserPresence(long userId, boolean online, Instant seenAt) {
    static final String PRESENCE = "presence";

    /** Of a user of whom nothing may be told, or is known. */
    static UserPresence unknown(long userId) {
        return new UserPresence(userId, false, null);
    }

    DroppableEvent event() {
        return new DroppableEvent(
                new DroppableEvent.Key(PRESENCE, DroppableEvent.Key.NO_CHAT, userId), Json.write(this));
    }
}
