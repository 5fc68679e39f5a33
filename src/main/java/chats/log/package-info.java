/**
 * The log of each chat: its messages and changes in one order, and how they are read. A {@link chats.log.ChatEvent} is what is
 * announced after a commit, on this node and to others; {@link chats.log.Message} is what clients see of a message.
 * {@link chats.log.ChatLog} reads what happened after a {@link chats.log.Position}, {@link chats.log.Positions} how far chats
 * have come. {@code chats.writer} writes it.
 */
package chats.log;
