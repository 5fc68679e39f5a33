/**
 * The log of each chat: messages and changes, stored many at a time, each once, and read in one order. Start with
 * {@link chats.message.MessagesService}. {@link chats.message.MessageWriter} stores, by {@code Batch} and {@code ChangeStore};
 * {@link chats.message.Histories} reads messages, {@link chats.message.ChatLog} messages and changes. A
 * {@link chats.message.ChatEvent} is what the hub delivers.
 */
package chats.message;
