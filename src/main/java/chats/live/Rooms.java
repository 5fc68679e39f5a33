package chats.live;

import chats.bus.Bus;
import chats.bus.Channel;
import chats.log.Membership;
import chats.log.Pair;
import chats.log.Position;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rooms in use on this node. A room exists from the first {@link #keep} until each has been released, and as long
 * as it exists, this node is subscribed to its chat's channel on the bus; a direct chat has none.
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

    /**
     * The chat's room, created if need be, with one more user.
     *
     * @param pair the two users of a direct chat, on whose channels of the bus its events come; or null
     */
    Room keep(long chatId, Pair pair) {
        return rooms.compute(chatId, (id, room) -> {
            if (room == null && pair == null) {
                bus.subscribe(Channel.chat(id));
            }
            Room kept = room == null ? new Room(id, pair) : room;
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
            if (!kept.isDirect()) {
                bus.unsubscribe(Channel.chat(id));
            }
            return null;
        });
    }

    /**
     * Makes the connection a listener in a room that was kept for it; a listener that it had
     * there before ends.
     *
     * @param from where the client is, or null
     * @param stored how far the database has come, if that is known
     * @param membership that of its user, read after the room was opened
     * @return null if somebody was removed since that was read, so that it must be read again
     */
    Room.Entrance enter(Connection connection, Room room, Cursor from, Position stored, Membership membership) {
        Room.Entrance[] entrance = new Room.Entrance[1];
        connection.entered().compute(room.chatId(), (id, before) -> {
            entrance[0] = room.enter(connection, from, stored, membership);
            if (entrance[0] == null) {
                return before;
            }
            if (before != null) {
                before.room().leave(before);
                release(before.room());
            }
            return entrance[0].listener();
        });
        return entrance[0];
    }

    /** Ends a listener whose user is no member any more. */
    void end(Listener listener) {
        Room room = listener.room();
        room.leave(listener);
        if (listener.connection().entered().remove(room.chatId(), listener)) {
            release(room);
        }
    }

    /** Lets go of the listeners of this room that have ended because their users were removed. */
    void releaseEnded(Room room) {
        room.takeEnded().forEach(this::end);
    }

    /** Ends the connection's listening in these chats; when this returns, nothing of them is emitted any more. */
    void leave(Connection connection, Collection<Long> chatIds) {
        for (Long chatId : List.copyOf(chatIds)) {
            Listener listener = connection.entered().remove(chatId);
            if (listener != null) {
                listener.room().leave(listener);
                release(listener.room());
            }
        }
    }

    /** Ends the listening of a connection that is gone. */
    void leaveAll(Connection connection) {
        leave(connection, connection.entered().keySet());
    }

    /** How far each open room that members enter has delivered, by chat id. */
    Map<Long, Position> delivered() {
        Map<Long, Position> delivered = new HashMap<>();
        rooms.forEach((id, room) -> {
            if (!room.isDirect() && room.isOpen()) {
                delivered.put(id, room.delivered());
            }
        });
        return delivered;
    }
}
