package chats.users;

/** A user has taken another nickname, on this node. Fired as a CDI event after the commit. */
public record UserRenamed(long userId) {}
