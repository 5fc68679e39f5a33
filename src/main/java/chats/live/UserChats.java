package chats.live;

import chats.log.Position;
import chats.log.Positions.DirectPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The direct chats of a user who has a socket on this node, or is about to open one: of those in which something has
 * happened since then the rooms, of all others the positions from which their rooms will start. Rooms stay until the user has
 * had no socket here for a while, so that none starts anew from an old position. The lock guards all fields; the locks of the map
 * of {@link Rooms} and of a room are taken inside it.
 */
final class UserChats {
    private final long userId;
    private final Map<Long, Room> rooms = new HashMap<>(2);
    private Map<Long, Position> starts;
    private int keepers;
    private boolean closed;
    private long idleSince;

    UserChats(long userId) {
        this.userId = userId;
    }

    long userId() {
        return userId;
    }

    synchronized boolean isOpen() {
        return starts != null;
    }

    /**
     * Sets the positions after which this user's sockets are to hear what comes, the start in chats that are not named; the first
     * call counts.
     *
     * @return whether this was the first
     */
    synchronized boolean open(Collection<DirectPosition> chats) {
        if (starts != null) {
            return false;
        }
        starts = new HashMap<>();
        chats.forEach(chat -> starts.put(chat.chatId(), chat.last()));
        return true;
    }

    /** The rooms of those chats in which something has happened. */
    synchronized List<Room> rooms() {
        return List.copyOf(rooms.values());
    }

    /** Takes the chat's room in, if it is not here yet. */
    synchronized void add(long chatId, Supplier<Room> kept) {
        if (!closed) {
            rooms.computeIfAbsent(chatId, id -> kept.get());
        }
    }

    /** The position after which this user's sockets are to hear what comes; empty while it is not known. */
    synchronized Optional<Position> start(long chatId) {
        return starts == null ? Optional.empty() : Optional.of(starts.getOrDefault(chatId, Position.START));
    }

    /** What was delivered in a chat; called once this is open. */
    synchronized Position delivered(long chatId) {
        Room room = rooms.get(chatId);
        return room == null ? starts.getOrDefault(chatId, Position.START) : room.delivered();
    }

    /**
     * The sum of the seqs and revs that were delivered in all chats; compared with the database's sum, it shows whether something is
     * missing.
     */
    synchronized long steps() {
        return rooms.values().stream()
                        .map(Room::delivered)
                        .mapToLong(UserChats::steps)
                        .sum()
                + starts.entrySet().stream()
                        .filter(chat -> !rooms.containsKey(chat.getKey()))
                        .mapToLong(chat -> steps(chat.getValue()))
                        .sum();
    }

    private static long steps(Position position) {
        return position.seq() + position.rev();
    }

    /** Takes no more rooms; returns those that are here, which the caller releases. */
    synchronized List<Room> close() {
        closed = true;
        return rooms();
    }

    /** One more that keeps this; called by {@link DirectRooms} alone. */
    synchronized void keep() {
        keepers++;
    }

    /** One less; called by {@link DirectRooms} alone. */
    synchronized void release() {
        keepers--;
        idleSince = System.nanoTime();
    }

    synchronized boolean isIdle(long nanos) {
        return keepers == 0 && System.nanoTime() - idleSince > nanos;
    }
}
