package chats.users;

/** A user, as every other user may see it. */
public record User(long id, String nickname) {}
