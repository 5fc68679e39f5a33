package chats.checker.history;

import java.util.List;

/** Those who reacted to a message with one emoji. */
public record Reaction(String emoji, List<Long> users) {}
