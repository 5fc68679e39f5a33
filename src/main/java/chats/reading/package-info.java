/**
 * Reading: clients mark how far they have read, and are told of others' marks; and each user's preferences for a chat. {@code Reading} is the class
 * to read first, and {@code ReadEvents} tells. What is stored is in {@link chats.marks}. It reaches sockets as a
 * {@link chats.live.DroppableEvent}, through {@link chats.live.Audience}: whoever has lost one finds the state in the answers of REST.
 */
package chats.reading;
