package chats.marks;

import chats.log.Pair;

/**
 * A mark that has moved since its user has sent a message.
 *
 * @param pair the two users of a direct chat; null in a room
 */
public record SentMark(MarkKey key, Pair pair, long readSeq) {}
