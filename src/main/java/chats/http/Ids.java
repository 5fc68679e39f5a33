package chats.http;

import chats.errors.ChatsException;
import chats.json.WholeNumber;

/** Ids in paths and queries, taken as text since the container answers what is no number with 404. */
public final class Ids {
    private Ids() {}

    /**
     * The id.
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
