package chats.live;

/** A chat that a connection has entered: it receives what has a higher seq than {@code lastSeq}. */
public record Entered(long chatId, long lastSeq) {}
