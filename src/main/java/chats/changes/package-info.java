/**
 * What changes after it was said: messages are edited, deleted and reacted to, over sockets and REST. The rules are in
 * {@link chats.changes.EditMessage}, {@link chats.changes.DeleteMessage} and {@link chats.changes.React}; storing and reading is
 * {@code chats.message}'s.
 */
package chats.changes;
