package chats.live;

import chats.bus.Bus;
import chats.bus.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rooms that somebody on this node keeps; a room is there as long as it has a keeper, and as long as it is there, what other
 * nodes tell of its chat comes here.
 */
@ApplicationScoped
class Rooms {
    private final ConcurrentHashMap<Long, Room> rooms = new ConcurrentHashMap<>();
    private final Bus bus;

    @Inject
    Rooms(Bus bus) {
        this.bus = bus;
    }

    /** The chat's room, or null if nobody here hears the chat. */
    Room find(long chatId) {
        return rooms.get(chatId);
    }

    /** The chat's room, kept once more. */
    Room keep(long chatId) {
        return rooms.compute(chatId, (id, room) -> {
            if (room == null) {
                bus.attend(Channel.chat(id));
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
            bus.leave(Channel.chat(id));
            return null;
        });
    }

    /** The highest seq that has been delivered in each room that is open. */
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
