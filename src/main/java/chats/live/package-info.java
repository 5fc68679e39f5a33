/**
 * The hub: who is connected, who receives which chat, in which order, and what was missed. {@link chats.live.Hub} is
 * the class to read first: sockets enter and leave chats there, and what was stored arrives there.
 * {@link chats.live.Room} and {@code Listener} keep the order of a chat, {@code CatchUp} and {@code Replayer} fetch
 * what was missed from the database, and {@code RemoteEvents} takes what other nodes send.
 */
package chats.live;
