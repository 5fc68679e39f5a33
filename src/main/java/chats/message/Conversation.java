package chats.message;

import chats.users.User;

/** A user with whom the caller has exchanged whispers, and the newest whisper of the two. */
public record Conversation(User user, Whisper lastWhisper) {}
