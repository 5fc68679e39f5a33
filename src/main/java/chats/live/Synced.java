package chats.live;

/**
 * A user with whom the caller has exchanged whispers, their direct chat, and how far it has come. The whispers that the socket
 * has not received follow.
 */
public record Synced(long userId, long chatId, long lastSeq, long lastRev) {}
