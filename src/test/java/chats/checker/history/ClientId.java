package chats.checker.history;

/** What names a message before it has a seq: unique for each sender. */
record ClientId(long author, String clientMessageId) {}
