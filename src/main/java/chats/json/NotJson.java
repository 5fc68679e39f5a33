package chats.json;

/** The text is not JSON. */
public final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    NotJson(String message) {
        super(message);
    }
}
