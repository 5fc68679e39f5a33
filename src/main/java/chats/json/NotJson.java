package chats.json;

/** A text that is not JSON at all. */
public final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    NotJson(String message) {
        super(message);
    }
}
