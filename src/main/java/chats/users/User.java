package chats.users;

/** A person as everybody may see them. */
public record User(long id, String nickname) {}
