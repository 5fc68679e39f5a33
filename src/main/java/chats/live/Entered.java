package chats.live;

/** A chat that a connection hears, and how far it has come: what has a higher seq or rev follows. */
public record Entered(long chatId, long lastSeq, long lastRev) {}
