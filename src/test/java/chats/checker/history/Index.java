package chats.checker.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows by their place and by their sender's id; of several, the first. */
final class Index {
    private final Map<Place, Stored> byPlace = new HashMap<>();
    private final Map<ClientId, Stored> byClient = new HashMap<>();
    private final List<Stored> twice = new ArrayList<>();

    Index(Rows rows) {
        for (Stored row : rows.messages()) {
            boolean placeTaken = byPlace.putIfAbsent(row.place(), row) != null;
            boolean idTaken = row.clientMessageId() != null && byClient.putIfAbsent(row.client(), row) != null;
            if (placeTaken || idTaken) {
                twice.add(row);
            }
        }
    }

    Optional<Stored> at(Talk talk, long seq) {
        return at(new Place(talk, seq));
    }

    Optional<Stored> at(Place place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    Optional<Stored> of(long author, String clientMessageId) {
        return Optional.ofNullable(byClient.get(new ClientId(author, clientMessageId)));
    }

    /** Rows whose place, or whose sender's id, another row has too. */
    List<Stored> twice() {
        return twice;
    }
}
