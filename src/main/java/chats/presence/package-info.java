/**
 * What matters only at its moment: who is there, and who is typing. {@code Presence} and {@code TypingEvents} are the classes to
 * read first. Nothing of it is replayed, and nothing is stored but when a user was last there. It reaches sockets as a
 * {@link chats.live.DroppableEvent}, through {@link chats.live.Audience}.
 */
package chats.presence;
