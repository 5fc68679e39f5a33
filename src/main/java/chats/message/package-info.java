/** Messages and whispers: stored many at a time, each once, and read back by their seq. */
package chats.message;
