/**
 * Edits, deletions and reactions, over sockets and REST. The rules are in
 * {@link chats.changes.EditMessage}, {@link chats.changes.DeleteMessage} and {@link chats.changes.React}.
 * {@link chats.message.MessagesService} checks and queues a change, {@code chats.writer} stores it, {@code chats.log} reads it.
 */
package chats.changes;
