package chats.checker.history;

import java.util.Set;

/** What a device asks to be changed of a chat itself; its id is the device's own name for it. */
public sealed interface Update {
    String id();

    Talk.Chat chat();

    record Add(String id, Talk.Chat chat, Set<Long> users) implements Update {}

    /** Also of oneself alone, that is to leave. */
    record Remove(String id, Talk.Chat chat, Set<Long> users) implements Update {}

    record Rename(String id, Talk.Chat chat, String name) implements Update {}
}
