package chats.checker.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the database holds.
 *
 * @param lasts what it says itself to be the highest seq and rev of each talk
 * @param changes the latest of each message that was changed
 * @param traces marks of texts, and hashes, that are found in any column of any table
 * @param rooms of each chat what happened to it itself; of those that are left out, nobody comes or goes
 */
public record Rows(
        List<Stored> messages,
        Map<Talk, Position> lasts,
        List<Change> changes,
        Set<String> traces,
        Map<Talk.Chat, Room> rooms) {
    /** How far this user gets in the chat; empty if he is no member in the end. */
    public Optional<Position> lastFor(Talk.Chat chat, long user) {
        Room room = rooms.get(chat);
        return room.stays().stream()
                .filter(stay -> stay.lasts() && stay.user() == user)
                .findFirst()
                .map(stay -> room.seesAll() ? lasts.get(chat) : lastAbove(room, stay.joined()));
    }

    // Revs of what is hidden are passed over.
    private Position lastAbove(Room room, Position joined) {
        Talk.Chat chat = room.latest().chat();
        long rev = changes.stream()
                .filter(change -> change.talk().equals(chat) && change.stored().seq() > joined.seq())
                .mapToLong(Change::rev)
                .max()
                .orElse(0);
        return new Position(lasts.get(chat).seq(), Math.max(rev, joined.rev()));
    }
}
