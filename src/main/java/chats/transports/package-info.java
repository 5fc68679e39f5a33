/**
 * The two transports of the same commands and events: plain WebSocket at {@code /chats}, and the Socket.IO namespace of
 * that name. This package authenticates their handshakes, bounds what clients send, and connects each socket to the hub
 * and to the dispatcher. Read {@link chats.transports.PlainEndpoint} first, then
 * {@link chats.transports.ChatsNamespace}.
 */
package chats.transports;
