package chats.checker.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One connection: its streams, what it sent itself, and how far its whispers were known when it synced them. */
final class Connection {
    final Map<Talk, Stream> streams = new HashMap<>();
    final Set<String> sent = new HashSet<>();
    final List<Change> beforeSync = new ArrayList<>();
    final Newest newest;
    final SeatsCheck seats;
    private final long user;
    private Map<Long, Position> synced;

    Connection(long user, Newest newest, SeatsCheck seats) {
        this.user = user;
        this.newest = newest;
        this.seats = seats;
    }

    void sync(Map<Long, Position> after) {
        synced = after;
        streams.forEach((talk, stream) -> {
            if (talk instanceof Talk.Whispers whispers) {
                stream.goOnFrom(after(whispers));
                if (after.containsKey(whispers.otherThan(user))) {
                    stream.replaying();
                }
            }
        });
    }

    /** Whether what it hears of that talk now follows what its device knew; before it synced, whispers may come late. */
    boolean hasBegun(Talk talk) {
        return synced != null || talk instanceof Talk.Chat;
    }

    Position after(Talk.Whispers whispers) {
        return synced.getOrDefault(whispers.otherThan(user), Position.START);
    }

    /** Whispers are heard without being entered. */
    Optional<Stream> stream(Talk talk) {
        if (talk instanceof Talk.Whispers whispers && whispers.belongsTo(user)) {
            return Optional.of(streams.computeIfAbsent(talk, key -> begin(whispers)));
        }
        return Optional.ofNullable(streams.get(talk));
    }

    private Stream begin(Talk.Whispers whispers) {
        if (synced == null) {
            return Stream.live();
        }
        Stream stream = Stream.from(after(whispers));
        return synced.containsKey(whispers.otherThan(user)) ? stream.replaying() : stream;
    }
}
