package chats.writer;

/** A change of a chat itself that a user asks for: of its name, its members or their role. */
public interface ChatUpdate {
    Long chatId();

    /**
     * The chat after this change; an equal one if it changes nothing.
     *
     * @param before the user is a member of it
     * @throws chats.errors.ChatsException why this user may not, or why it cannot be
     */
    ChatState applyTo(ChatState before, long userId);
}
