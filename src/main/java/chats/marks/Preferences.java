package chats.marks;

/**
 * How a user wants to see a chat.
 *
 * @param muted whether it is to be silent
 * @param pinned whether it is to be above others
 * @param unread whether it is to look unread, though its messages were read; that ends with the user's next {@code read}
 */
public record Preferences(boolean muted, boolean pinned, boolean unread) {
    public static final Preferences NONE = new Preferences(false, false, false);

    Preferences read() {
        return new Preferences(muted, pinned, false);
    }
}
