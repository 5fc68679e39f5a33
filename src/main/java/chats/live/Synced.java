package chats.live;

/**
 * A user with whom the caller has exchanged whispers, and the highest seq between them. The whispers that the socket
 * has not received follow.
 */
public record Synced(long userId, long lastSeq) {}
