package chats.message;

/**
 * Learns of each chat in which a message was stored. Implemented by the package of chats, which orders a user's list by
 * activity.
 */
public interface ChatActivity {
    /** A message was stored in this chat; called by the writer's thread before the message is announced. */
    void messageStored(long chatId);
}
