package chats.schema;

/** The database cannot be used as it is. The message is a sentence that says why, and what to do. */
final class UnusableDatabase extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableDatabase(String sentence) {
        super(sentence);
    }
}
