/**
 * The running server as its clients see it: stories told over real HTTP and real sockets, with nothing of the application
 * but its contract.
 */
package chats.stories;
