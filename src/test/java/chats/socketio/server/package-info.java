/** Tests of the Socket.IO library on a real server, with a small application that echoes. */
package chats.socketio.server;
