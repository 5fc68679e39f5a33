package chats.checker.history;

/** Each way in which a promise can be broken. */
public enum Flaw {
    LOST("acknowledged, but not in the database"),
    UNHEARD("in the database, but neither heard by nor acknowledged to a device that caught up"),
    SKIPPED("left out of a connection's stream"),
    REPEATED("heard twice on one connection"),
    OUT_OF_ORDER("heard after a higher seq"),
    OVERTAKEN("stored after a message that was sent later"),
    STORED_TWICE("in the database more than once"),
    GAP("a seq that no message has"),
    MISMATCH("not the same here as there"),
    PHANTOM("heard, but not in the database; or in the database, but sent by nobody"),
    STORED_THOUGH_REFUSED("in the database, though its sender was told that it is refused"),
    UNANSWERED("no answer came though the connection stayed open"),
    UNSETTLED("its sender never learned what became of it"),
    UNASKED("heard on a connection that has not entered, or has left");

    private final String meaning;

    Flaw(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
