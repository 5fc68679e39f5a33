package chats.checker.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who was a member of each chat, at each place in its order and at each moment. Of whispers, both are for ever. */
final class Members {
    private record Key(Talk talk, long user) {}

    private final Map<Talk.Chat, Room> rooms;
    private final Moments moments;
    private final Map<Key, List<Stay>> stays = new HashMap<>();

    Members(Rows rows, Moments moments) {
        this.rooms = rows.rooms();
        this.moments = moments;
        rooms.forEach((chat, room) -> room.stays().stream()
                .sorted(Comparator.comparingLong(stay -> stay.joined().rev()))
                .forEach(stay -> stays.computeIfAbsent(new Key(chat, stay.user()), key -> new ArrayList<>())
                        .add(stay)));
    }

    Optional<Room> room(Talk talk) {
        return talk instanceof Talk.Chat chat ? Optional.ofNullable(rooms.get(chat)) : Optional.empty();
    }

    /** Those who were members once this change had happened. */
    Set<Long> at(Talk.Chat chat, long rev) {
        return rooms.get(chat).stays().stream()
                .filter(stay -> stay.holds(rev))
                .map(Stay::user)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The stay in which the user was a member once this change had happened. */
    Optional<Stay> stay(Talk talk, long user, long rev) {
        return of(talk, user).stream().filter(stay -> stay.holds(rev)).findFirst();
    }

    /** The stay that lasts in the end. */
    Optional<Stay> lastingStay(Talk talk, long user) {
        return of(talk, user).stream().filter(Stay::lasts).findFirst();
    }

    List<Stay> of(Talk talk, long user) {
        return stays.getOrDefault(new Key(talk, user), List.of());
    }

    /** Whether the user was no member when this message was stored. */
    boolean isStrangerTo(Talk talk, long user, long seq) {
        return room(talk).isPresent() && of(talk, user).stream().noneMatch(stay -> stay.hasMessage(seq));
    }

    /** Whether the user was no member when this change happened. */
    boolean isStrangerAt(Talk talk, long user, long rev) {
        return room(talk).isPresent() && stay(talk, user, rev).isEmpty();
    }

    /** What a member does not see: messages up to this seq and their changes, and changes of the chat. */
    Position hidden(Talk talk, Stay stay) {
        return seesAll(talk) ? Position.START : stay.joined();
    }

    private boolean seesAll(Talk talk) {
        return room(talk).map(Room::seesAll).orElse(true);
    }

    /** Whether something may be hidden from a member of that chat. */
    boolean hasHidden(Talk talk) {
        return !seesAll(talk);
    }

    /** Whether this message may have been hidden from the user at some time. */
    boolean mayHide(Talk talk, long user, long seq) {
        return of(talk, user).stream()
                .anyMatch(stay -> seq <= hidden(talk, stay).seq());
    }

    /** The last message that is hidden from the user at that moment and ever after. */
    long hiddenSince(Talk talk, long user, long moment) {
        return lastingStay(talk, user)
                .filter(stay -> latestReturn(talk, stay) < moment)
                .map(stay -> hidden(talk, stay).seq())
                .orElse(0L);
    }

    /** Whether the user may have been no member at some time between these moments. */
    boolean mayHaveBeenOutside(Talk talk, long user, long from, long to) {
        Stay before = null;
        for (Stay stay : of(talk, user)) {
            boolean isLater = latestReturn(talk, stay) < from || earliestDeparture(talk, before) > to;
            if (!stay.isFromBeginning() && !isLater) {
                return true;
            }
            before = stay;
        }
        return room(talk).isPresent() && (before == null || !before.lasts() && earliestDeparture(talk, before) <= to);
    }

    /** Whether the user was no member for certain during all of the time between these moments. */
    boolean wasOutside(Talk talk, long user, long from, long to) {
        Stay before = null;
        for (Stay stay : of(talk, user)) {
            if (!stay.isFromBeginning() && latestDeparture(talk, before) < from && earliestReturn(talk, stay) > to) {
                return true;
            }
            before = stay;
        }
        return before != null && !before.lasts() && latestDeparture(talk, before) < from;
    }

    /** Whether the stay may have ended by that moment. */
    boolean mayHaveEnded(Talk talk, Stay stay, long moment) {
        return earliestDeparture(talk, stay) <= moment;
    }

    private long earliestReturn(Talk talk, Stay stay) {
        return moments.before(talk, stay.joined().seq());
    }

    private long latestReturn(Talk talk, Stay stay) {
        return moments.after(talk, stay.joined());
    }

    private long earliestDeparture(Talk talk, Stay before) {
        if (before == null) {
            return 0;
        }
        return before.lasts()
                ? Long.MAX_VALUE
                : moments.before(talk, before.left().seq());
    }

    private long latestDeparture(Talk talk, Stay before) {
        if (before == null) {
            return 0;
        }
        return before.lasts() ? Long.MAX_VALUE : moments.after(talk, before.left());
    }
}
