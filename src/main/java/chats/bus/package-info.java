/**
 * Messages between the nodes of one deployment. {@link chats.bus.Bus} is the class to read first; its messages are
 * hints, and the database is what counts. A single node runs without Redis, and then nothing is sent.
 * {@link chats.bus.NodeRegistry} knows which nodes are alive.
 */
package chats.bus;
