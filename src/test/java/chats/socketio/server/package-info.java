/** The library on a real server: a small application of its own that echoes, beside the one that it was made for. */
package chats.socketio.server;
