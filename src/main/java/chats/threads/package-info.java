/** Threads for the hot path. */
package chats.threads;
