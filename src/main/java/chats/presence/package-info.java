/**
 * What matters only at its moment: who is typing. {@link chats.presence.TypingEvents} is the class to read first. Nothing of
 * it is stored or replayed. It reaches sockets as a {@link chats.live.DroppableEvent}, through {@link chats.live.Audience}.
 */
package chats.presence;
