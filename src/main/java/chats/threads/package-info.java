/**
 * Executors for the paths that run most often: one that shares its threads fairly among client addresses, and one
 * without the cost of the container's. Read {@link chats.threads.LifoExecutor} first.
 */
package chats.threads;
