package chats.live;

import java.util.concurrent.ConcurrentHashMap;

/** The rooms that somebody on this node keeps; a room is there as long as it has a keeper. */
final class Rooms {
    private final ConcurrentHashMap<Long, Room> rooms = new ConcurrentHashMap<>();

    /** The chat's room, or null if nobody here hears the chat. */
    Room find(long chatId) {
        return rooms.get(chatId);
    }

    /** The chat's room, kept once more. */
    Room keep(long chatId) {
        return rooms.compute(chatId, (id, room) -> {
            Room kept = room == null ? new Room(id) : room;
            kept.keep();
            return kept;
        });
    }

    /** Takes back one {@link #keep}. */
    void release(Room room) {
        rooms.computeIfPresent(room.chatId(), (id, kept) -> kept.isGivenUp() ? null : kept);
    }

    int size() {
        return rooms.size();
    }
}
