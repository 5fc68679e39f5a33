package chats.http;

import chats.errors.ChatsException;

/** Ids in paths and queries, taken as text since the container answers what is no number with 404. */
public final class Ids {
    private Ids() {}

    /**
     * The id.
     *
     * @throws ChatsException {@code validation_failed} for anything but a whole number from 1
     */
    public static long of(String field, String text) {
        try {
            long id = text == null || text.startsWith("+") ? 0 : Long.parseLong(text);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // said below, in the same words as a number out of range
        }
        throw ChatsException.invalid(field, "must be a whole number from 1");
    }
}
