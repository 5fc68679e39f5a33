package chats.live;

/** A chat that a connection hears from now on, from above {@code lastSeq}. */
public record Entered(long chatId, long lastSeq) {}
