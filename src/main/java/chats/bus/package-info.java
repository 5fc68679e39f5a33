/** What the nodes of one deployment tell each other. With one node nothing of it is at work. */
package chats.bus;
