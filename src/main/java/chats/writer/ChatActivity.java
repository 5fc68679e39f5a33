package chats.writer;

import chats.log.StoredChatChange;

/** Learns of messages stored in rooms, and of changes in all chats. Implemented by the package of chats, which orders lists by activity. */
public interface ChatActivity {
    /** A message was stored in this room; called by the writer's thread before the message is announced. */
    void messageStored(long chatId);

    /** A message of this chat was changed; called by the writer's thread before the change is answered. */
    void messageChanged(long chatId);

    /** This room itself was changed; called by the writer's thread before that is announced and answered. */
    void chatChanged(StoredChatChange change);

    /** What was known of this user's membership is too old: somebody was removed from the chat since. */
    void membershipAsked(long chatId, long userId);
}
