package chats.message;

import chats.users.User;

/** Somebody the caller whispered with, and their newest whisper. */
public record Conversation(User user, Whisper lastWhisper) {}
