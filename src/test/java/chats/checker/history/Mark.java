package chats.checker.history;

/**
 * How far a user has read a talk, as he is shown it in the end.
 *
 * @param node that has said so
 */
public record Mark(String node, long user, Talk talk, long readSeq, long unread) {}
