/**
 * Engine.IO protocol 4: sessions over long-polling and WebSocket, and the upgrade from one to the other. Where the
 * protocol document is silent, what the official server does is done.
 */
package chats.socketio.engine;
