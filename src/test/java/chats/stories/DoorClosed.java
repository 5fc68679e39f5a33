package chats.stories;

/** A socket that did not open. */
final class DoorClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    DoorClosed(int status) {
        super("Refused with " + status);
        this.status = status;
    }

    /** The HTTP status of the handshake's answer. */
    int status() {
        return status;
    }
}
