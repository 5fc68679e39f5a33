/**
 * Chats and their members: creating and listing chats, and who may read and write where. Start with
 * {@link chats.chat.ChatsService}; {@link chats.chat.Memberships} answers for every message.
 */
package chats.chat;
