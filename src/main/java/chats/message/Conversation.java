package chats.message;

import chats.log.Message;
import chats.users.User;

/**
 * A user with whom the caller has exchanged whispers, the newest whisper of the two, and their direct chat.
 *
 * @param readSeq how far the caller has read
 * @param unread the whispers above that which are not deleted
 */
public record Conversation(User user, Message lastWhisper, long chatId, long readSeq, long unread) {}
