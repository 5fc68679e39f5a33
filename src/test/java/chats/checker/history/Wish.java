package chats.checker.history;

/** What a device asks to be changed of a message; its id is the device's own name for it. */
public sealed interface Wish {
    String id();

    Place place();

    /** The id is its {@code clientChangeId}, and the text one that no other message or edit has. */
    record Edit(String id, Place place, String text) implements Wish {}

    record Delete(String id, Place place) implements Wish {}

    record React(String id, Place place, String emoji, boolean on) implements Wish {}
}
