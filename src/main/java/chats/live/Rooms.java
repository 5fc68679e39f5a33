package chats.live;

import chats.bus.Bus;
import chats.bus.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rooms in use on this node. A room exists from the first {@link #keep} until each has been released, and as long
 * as it exists, this node is subscribed to its chat's channel on the bus.
 *
 * <p>The map's own lock for a chat's entry guards that room's count of users and the subscription. The lock of the
 * bus's subscriptions is taken inside it, a room's lock is not.
 */
@ApplicationScoped
class Rooms {
    private final ConcurrentHashMap<Long, Room> rooms = new ConcurrentHashMap<>();
    private final Bus bus;

    @Inject
    Rooms(Bus bus) {
        this.bus = bus;
    }

    /** The chat's room, or null if no connection here has entered the chat. */
    Room find(long chatId) {
        return rooms.get(chatId);
    }

    /** The chat's room, created if need be, with one more user. */
    Room keep(long chatId) {
        return rooms.compute(chatId, (id, room) -> {
            if (room == null) {
                bus.subscribe(Channel.chat(id));
            }
            Room kept = room == null ? new Room(id) : room;
            kept.keep();
            return kept;
        });
    }

    /** Takes back one {@link #keep}. */
    void release(Room room) {
        rooms.computeIfPresent(room.chatId(), (id, kept) -> {
            if (!kept.isGivenUp()) {
                return kept;
            }
            bus.unsubscribe(Channel.chat(id));
            return null;
        });
    }

    /** The highest delivered seq of each open room, by chat id. */
    Map<Long, Long> delivered() {
        Map<Long, Long> delivered = new HashMap<>();
        rooms.forEach((id, room) -> {
            if (room.isOpen()) {
                delivered.put(id, room.delivered());
            }
        });
        return delivered;
    }
}
