/**
 * Messages and whispers: stored many at a time, each once, and read back by seq. Start with
 * {@link chats.message.MessagesService}; {@link chats.message.MessageWriter} stores, {@link chats.message.Histories}
 * reads, and {@link chats.message.StoredMessage} is what the hub delivers.
 */
package chats.message;
