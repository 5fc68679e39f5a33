package chats.checker.history;

/**
 * A message or whisper, as it was acknowledged, as it was heard, or as its row says; three times the same if all is well.
 *
 * @param id of the row
 */
public record Stored(Talk talk, long seq, long id, long author, String clientMessageId, String text) {
    ClientId client() {
        return new ClientId(author, clientMessageId);
    }

    Place place() {
        return new Place(talk, seq);
    }
}
