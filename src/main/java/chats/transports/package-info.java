/** The two socket doors to the same events: plain WebSocket at {@code /chats}, and the Socket.IO namespace of that name. */
package chats.transports;
