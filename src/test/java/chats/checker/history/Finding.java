package chats.checker.history;

/** One broken promise. */
public record Finding(Flaw flaw, String what) {
    @Override
    public String toString() {
        return flaw + " (" + flaw.meaning() + "): " + what;
    }
}
