/** What a name may hold, and which names look alike. */
package chats.names;
