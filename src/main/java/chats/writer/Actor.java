package chats.writer;

/**
 * Who changes a message.
 *
 * @param isAdmin whether the user may do what admins of the chat may; looked up only where {@link Change#isForAdmins} asks for it
 */
public record Actor(long userId, boolean isAdmin) {}
