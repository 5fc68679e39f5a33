package chats.run;

/** Why Chats cannot be started, in one sentence for whoever starts it. */
final class CannotServe extends Exception {
    private static final long serialVersionUID = 1;

    CannotServe(String sentence) {
        super(sentence);
    }
}
