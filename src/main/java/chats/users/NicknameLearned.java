package chats.users;

/**
 * This node has learned that a user has another nickname, whichever node gave it. Fired as a CDI event, in the order in
 * which nicknames follow each other; so whoever keeps one takes this one in its place.
 */
public record NicknameLearned(User user) {}
