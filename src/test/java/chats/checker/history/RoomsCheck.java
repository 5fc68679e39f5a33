package chats.checker.history;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at what became of each chat itself: one order, one name at a time, and nobody added or removed unasked. */
final class RoomsCheck {
    private record Wanted(Talk.Chat chat, Object userOrName, boolean in) {}

    private final Rows rows;
    private final Timeline timeline;
    private final Members members;
    private final List<Finding> findings;
    private final Set<Wanted> asked = new HashSet<>();

    RoomsCheck(Rows rows, Timeline timeline, Members members, List<Finding> findings) {
        this.rows = rows;
        this.timeline = timeline;
        this.members = members;
        this.findings = findings;
    }

    void check(List<Log> logs) {
        logs.forEach(log -> log.events().forEach(this::take));
        rows.rooms().forEach(this::checkRoom);
        timeline.ofChats().forEach(this::checkChanges);
        rows.rooms().keySet().forEach(this::checkOrder);
    }

    private void take(Event event) {
        if (event instanceof Event.UpdateAsked asking) {
            Update update = asking.update();
            if (update instanceof Update.Add add) {
                add.users().forEach(user -> asked.add(new Wanted(add.chat(), user, true)));
            } else if (update instanceof Update.Remove remove) {
                remove.users().forEach(user -> asked.add(new Wanted(remove.chat(), user, false)));
            } else if (update instanceof Update.Rename rename) {
                asked.add(new Wanted(rename.chat(), rename.name(), true));
            }
        }
    }

    private void checkRoom(Talk.Chat chat, Room room) {
        for (Stay stay : room.stays()) {
            long last = stay.lasts() ? stay.joined().rev() : stay.left().rev();
            if (last > room.latest().rev() || !stay.lasts() && stay.joined().rev() >= last || isNotAlone(chat, stay)) {
                add(Flaw.MISCOUNTED, chat + ": " + stay + " with the last change " + room.latest());
            }
            if (!stay.isFromBeginning() && !asked.contains(new Wanted(chat, stay.user(), true))
                    || !stay.lasts() && !asked.contains(new Wanted(chat, stay.user(), false))) {
                add(Flaw.PHANTOM, chat + ": " + stay);
            }
        }
    }

    private boolean isNotAlone(Talk.Chat chat, Stay stay) {
        return members.of(chat, stay.user()).stream()
                        .filter(other -> other.holds(stay.joined().rev()))
                        .count()
                != 1;
    }

    private void checkChanges(Talk chat, NavigableMap<Long, ChatChange> changes) {
        long last = rows.rooms().get(chat).latest().rev();
        for (ChatChange change : changes.values()) {
            if (change.rev() > last) {
                add(Flaw.PHANTOM, change);
            }
            if (change.name() != null && !asked.contains(new Wanted(change.chat(), change.name(), true))) {
                add(Flaw.MISMATCH, change);
            }
        }
    }

    private void checkOrder(Talk.Chat chat) {
        NavigableMap<Long, Long> seqs = new TreeMap<>();
        timeline.of(chat).forEach(change -> seqs.put(change.rev(), change.afterSeq()));
        rows.rooms().get(chat).stays().stream()
                .flatMap(stay -> Stream.of(stay.joined(), stay.left()))
                .filter(Objects::nonNull)
                .forEach(place -> checkPlace(chat, place, seqs.putIfAbsent(place.rev(), place.seq())));
        long before = 0;
        for (Map.Entry<Long, Long> place : seqs.entrySet()) {
            if (place.getValue() < before) {
                add(Flaw.MISCOUNTED, chat + ": " + place + " after " + before);
            }
            before = place.getValue();
        }
    }

    private void checkPlace(Talk.Chat chat, Position place, Long other) {
        if (other != null && other != place.seq()) {
            add(Flaw.MISCOUNTED, chat + ": " + place + " and behind " + other);
        }
    }

    private void add(Flaw flaw, Object what) {
        findings.add(new Finding(flaw, Objects.toString(what)));
    }
}
