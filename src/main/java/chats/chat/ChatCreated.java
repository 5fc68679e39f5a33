package chats.chat;

/** A chat was stored; {@code origin} made it. */
public record ChatCreated(Chat chat, Origin origin) {}
