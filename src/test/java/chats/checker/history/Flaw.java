package chats.checker.history;

/** Each way in which a promise can be broken. */
public enum Flaw {
    LOST("acknowledged, but not in the database"),
    UNHEARD("in the database, but neither heard by nor acknowledged to a device that caught up"),
    STALE("known to a device that caught up, but otherwise than the database has it"),
    SKIPPED("left out of a connection's stream"),
    REPEATED("heard twice on one connection"),
    OUT_OF_ORDER("heard after what comes later"),
    OLDER("an older text after a newer one, or a text after its deletion"),
    OVERTAKEN("stored after what was sent later"),
    STORED_TWICE("in the database more than once"),
    RETURNED("a text that came back after another, or changed after its deletion"),
    IDLE("a rev that changed nothing"),
    GAP("a seq that no message has"),
    MISCOUNTED("a rev that is above the last one, or that stands behind the wrong message"),
    MISMATCH("not the same here as there, or as nobody asked for it"),
    PHANTOM("heard, but not in the database; or in the database, but sent by nobody"),
    KEPT("deleted, but its text or a hash of it is still in the database"),
    STORED_THOUGH_REFUSED("in the database, though its sender was told that it is refused"),
    WRONGLY_REFUSED("a message, a change or something read that was refused though nothing stood against it"),
    UNANSWERED("no answer came though the connection stayed open"),
    UNSETTLED("its sender never learned what became of it"),
    UNASKED("heard on a connection that has not entered, or has left"),
    HEARD_OUTSIDE("heard or read by one who was no member then, or before he entered again"),
    MISSED_BEFORE_CUT("came before a removal, and was not heard by the one who was removed"),
    STORED_BY_STRANGER("in the database, though its author was no member then"),
    UNTOLD("a device does not know in the end that its user was added, or removed"),
    UNMARKED("a mark that was acknowledged, or that came of sending, and is lower afterwards"),
    OVERMARKED("a mark above all that anybody can have set"),
    MISCOUNTED_UNREAD("a number of unread messages that does not follow from the mark and the messages"),
    MISTOLD("who was added and removed, as it was told, does not lead to the members in the database");

    private final String meaning;

    Flaw(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
