package chats.schema;

/** The database cannot be used as it is; the message is a sentence that says why and what to do. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal(String sentence) {
        super(sentence);
    }
}
