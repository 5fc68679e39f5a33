package chats.http;

import chats.errors.ChatsException;
import chats.json.WholeNumber;

/**
 * Parses ids in paths and queries. Resources take them as text, because the container would answer 404 to text that is
 * not a number.
 */
public final class Ids {
    private Ids() {}

    /**
     * Parses an id.
     *
     * @throws ChatsException {@code validation_failed} for anything but a whole number from 1
     */
    public static long of(String field, String text) {
        long id = text == null ? 0 : WholeNumber.parse(text).orElse(0);
        if (id == 0) {
            throw ChatsException.invalid(field, "must be a whole number from 1");
        }
        return id;
    }
}
