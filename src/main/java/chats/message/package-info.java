/**
 * Messages as users send, change and read them: in a chat or, as whispers, with a user. Start with {@link chats.message.MessagesService},
 * which checks what is asked for; {@link chats.writer.MessageWriter} stores, {@link chats.message.Histories} and {@link chats.log.ChatLog} read.
 */
package chats.message;
