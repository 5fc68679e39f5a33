package chats.checker.history;

/** Where a message stands; there is one at most. */
public record Place(Talk talk, long seq) {}
