package chats.live;

import chats.message.LastSeqs.DirectSeq;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The direct chats of a user who has a socket on this node, or is about to open one: of those in which something was
 * whispered since then the rooms, of all others the seqs from which their rooms will start. Rooms stay until the user has
 * had no socket here for a while, so that none starts anew from an old seq. The lock guards all fields; the locks of the map
 * of {@link Rooms} and of a room are taken inside it.
 */
final class UserChats {
    private final long userId;
    private final Map<Long, Room> rooms = new HashMap<>(2);
    private Map<Long, Long> lastSeqs;
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
        return lastSeqs != null;
    }

    /**
     * Sets the seqs after which this user's sockets are to hear what comes, 0 in chats that are not named; the first call
     * counts.
     *
     * @return whether this was the first
     */
    synchronized boolean open(Collection<DirectSeq> chats) {
        if (lastSeqs != null) {
            return false;
        }
        lastSeqs = new HashMap<>();
        chats.forEach(chat -> lastSeqs.put(chat.chatId(), chat.lastSeq()));
        return true;
    }

    /** The rooms of those chats in which something was whispered. */
    synchronized List<Room> rooms() {
        return List.copyOf(rooms.values());
    }

    /** Takes the chat's room in, if it is not here yet. */
    synchronized void add(long chatId, Supplier<Room> kept) {
        if (!closed) {
            rooms.computeIfAbsent(chatId, id -> kept.get());
        }
    }

    /** The seq after which this user's sockets are to hear what comes; empty while it is not known. */
    synchronized OptionalLong start(long chatId) {
        return lastSeqs == null ? OptionalLong.empty() : OptionalLong.of(lastSeqs.getOrDefault(chatId, 0L));
    }

    /** What was delivered in a chat; called once this is open. */
    synchronized long delivered(long chatId) {
        Room room = rooms.get(chatId);
        return room == null ? lastSeqs.getOrDefault(chatId, 0L) : room.delivered();
    }

    /** The sum of what was delivered in all chats; compared with the database's sum, it shows whether something is missing. */
    synchronized long seqs() {
        return rooms.values().stream().mapToLong(Room::delivered).sum()
                + lastSeqs.entrySet().stream()
                        .filter(chat -> !rooms.containsKey(chat.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
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
