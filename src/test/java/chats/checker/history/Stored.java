package chats.checker.history;

/**
 * A message or whisper, as it was acknowledged, as it was heard, or as its row says; three times the same if all is well and
 * nobody changed it meanwhile.
 *
 * @param id of the row
 */
public record Stored(Talk talk, long seq, long id, long author, String clientMessageId, State state) {
    String text() {
        return state.text();
    }

    public Place place() {
        return new Place(talk, seq);
    }

    ClientId client() {
        return new ClientId(author, clientMessageId);
    }

    boolean isSameMessageAs(Stored other) {
        return in(other.state).equals(other);
    }

    Stored in(State other) {
        return new Stored(talk, seq, id, author, clientMessageId, other);
    }
}
