/** Clients of both doors and of REST, as light as they can be, so that many fit beside the server. */
package chats.checker.wire;
