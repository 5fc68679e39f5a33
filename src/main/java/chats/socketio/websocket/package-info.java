/**
 * The server side of RFC 6455 on a servlet's upgraded connection: a decoder for bytes in pieces of any size, frames as
 * byte arrays that many connections share, and the opening and closing handshakes. No extensions. Read
 * {@link chats.socketio.websocket.WebSocketConnection} first.
 *
 * <p>Two libraries were considered. Java-WebSocket's draft accepts unmasked frames of a client, and ties fragments and
 * control frames to its own connection class and threads. Netty's codec needs a channel pipeline with its own buffers
 * for each connection. Neither would be smaller than this code.
 */
package chats.socketio.websocket;
