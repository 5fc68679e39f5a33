package chats.marks;

/** Whose mark in which chat. */
public record MarkKey(long chatId, long userId) {}
