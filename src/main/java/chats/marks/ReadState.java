package chats.marks;

/**
 * What of a chat is a user's own, as clients see it.
 *
 * @param readSeq the seq up to which he has read, at most the chat's last one
 * @param unread the messages above that which are not deleted
 * @param mentioned those of them that name him: none, since a message cannot name anybody yet
 */
public record ReadState(long readSeq, long unread, long mentioned, Preferences preferences) {
    /** In a chat in which there is nothing to read. */
    public static final ReadState EMPTY = new ReadState(0, 0, 0, Preferences.NONE);

    /** @param deleted the messages between the two seqs that were deleted */
    static ReadState of(long readSeq, long lastSeq, long deleted, Preferences preferences) {
        return new ReadState(readSeq, unread(readSeq, lastSeq, deleted), 0, preferences);
    }

    /** The same, if all up to this seq, the last one, is read. */
    public ReadState readUpTo(long lastSeq) {
        return new ReadState(lastSeq, 0, 0, preferences);
    }

    /**
     * SQL that counts the messages that were deleted between the mark, {@code now.read_seq}, and a chat's last seq.
     *
     * @param chatId the column of the chat's id
     * @param lastSeq the column of its last seq
     */
    static String deleted(String chatId, String lastSeq) {
        return """
                CASE WHEN %2$s > now.read_seq THEN
                    (SELECT count(*) FROM messages_model d WHERE d.chat_id = %1$s AND d.seq > now.read_seq
                        AND d.seq <= %2$s AND d.deleted_at IS NOT NULL) ELSE 0 END""".formatted(chatId, lastSeq);
    }

    static long unread(long readSeq, long lastSeq, long deleted) {
        return Math.max(0, lastSeq - readSeq - deleted);
    }
}
