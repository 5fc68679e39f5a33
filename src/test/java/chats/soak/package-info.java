/** The soak: people come, talk and go for as long as one likes, while the server's memory and threads are watched. */
package chats.soak;
