package chats.stories;

/** A socket that did not open. */
final class DoorClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String refusal;

    DoorClosed(String refusal) {
        super("Refused with " + refusal);
        this.refusal = refusal;
    }

    /** What was said; see {@link Door#refusal}. */
    String refusal() {
        return refusal;
    }
}
