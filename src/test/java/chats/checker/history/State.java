package chats.checker.history;

import java.util.List;

/** What can change of a message. */
public record State(String text, boolean edited, boolean deleted, List<Reaction> reactions) {
    /** As it was sent. */
    public static State plain(String text) {
        return new State(text, false, false, List.of());
    }

    boolean isPlain() {
        return !edited && !deleted && reactions.isEmpty();
    }

    boolean holds(long user, String emoji) {
        return reactions.stream()
                .anyMatch(reaction ->
                        reaction.emoji().equals(emoji) && reaction.users().contains(user));
    }

    /** Whether each emoji is there once, and each user once beside it. */
    boolean hasNothingTwice() {
        return reactions.stream().map(Reaction::emoji).distinct().count() == reactions.size()
                && reactions.stream()
                        .map(Reaction::users)
                        .allMatch(users ->
                                !users.isEmpty() && users.stream().distinct().count() == users.size());
    }
}
