/**
 * Engine.IO protocol 4: sessions over long-polling and WebSocket, and the upgrade from one to the other. Where the
 * protocol document leaves something open, the behaviour of the official server is followed. Read
 * {@link chats.socketio.engine.EngineSession} first, then {@link chats.socketio.engine.EngineServlet}.
 */
package chats.socketio.engine;
