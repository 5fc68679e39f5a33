package chats.live;

/** Somebody the caller whispered with; what the socket has not been sent yet follows, up to {@code lastSeq} and on. */
public record Synced(long userId, long lastSeq) {}
