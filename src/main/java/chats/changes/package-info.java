/**
 * Edits, deletions and reactions, over sockets and REST. The rules are in
 * {@link chats.changes.EditMessage}, {@link chats.changes.DeleteMessage} and {@link chats.changes.React}; storing and reading is
 * {@code chats.message}'s.
 */
package chats.changes;
