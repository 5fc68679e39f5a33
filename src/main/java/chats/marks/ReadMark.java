package chats.marks;

/**
 * The answer to a {@code read}: how far its user has read in a chat then.
 *
 * @param unread the messages above {@code readSeq} that are not deleted
 * @param mentioned those of them that name the user: none, since a message cannot name anybody yet
 */
public record ReadMark(long chatId, long readSeq, long unread, long mentioned) {}
