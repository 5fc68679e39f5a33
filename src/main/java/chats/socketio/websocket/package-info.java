/**
 * The server side of RFC 6455 on a servlet's upgraded connection: a decoder that is fed bytes as they come, frames as
 * byte arrays that many connections may share, and the opening and closing handshakes. No extensions.
 *
 * <p>Java-WebSocket's draft and Netty's codec were looked at first. The former accepts unmasked frames of a client and
 * ties fragments and control frames to its own connection class and threads; the latter lives in a channel pipeline
 * with its own buffers, of which each connection would need one. Neither is smaller than what it would replace here.
 */
package chats.socketio.websocket;
