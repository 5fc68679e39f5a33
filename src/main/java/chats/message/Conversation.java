package chats.message;

import chats.log.Message;
import chats.users.User;

/** A user with whom the caller has exchanged whispers, the newest whisper of the two, and their direct chat. */
public record Conversation(User user, Message lastWhisper, long chatId) {}
