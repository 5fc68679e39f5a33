/**
 * Stores messages and changes, many at a time and each once. Start with {@link chats.writer.MessageWriter}: it takes
 * drafts, stores a {@code Batch} of them in one transaction by {@code BatchStore}, and announces each as a
 * {@link chats.log.ChatEvent}. {@code MessageInsert} writes messages, {@code ChangeStore} changes;
 * {@code CommitResolver} finds out what became of a commit that was not answered.
 */
package chats.writer;
