/** Chats and their members: who may read and write where. */
package chats.chat;
