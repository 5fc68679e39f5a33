/**
 * Messages as users send and read them: to a chat or, as a whisper, to a user. Start with {@link chats.message.MessagesService},
 * which checks what is asked for; {@link chats.writer.MessageWriter} stores, {@link chats.message.Histories} reads.
 */
package chats.message;
