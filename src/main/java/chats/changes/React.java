package chats.changes;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.message.Change;
import chats.message.Message;
import chats.message.Reaction;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The request to react to a message with an emoji, or to take that back. Nobody reacts to a deleted message.
 *
 * @param on false to take it back
 */
record React(
        @NotNull @Positive Long chatId,
        @NotNull @Positive Long seq,
        @NotNull @Emoji String emoji,
        @NotNull Boolean on) implements Change {
    private static final int MOST_EMOJI = 20;

    @Override
    public Message applyTo(Message before, long userId, Instant now) {
        EditMessage.requireThere(before);
        List<Reaction> reactions = new ArrayList<>(before.reactions());
        int place = place(reactions);
        List<Long> users =
                new ArrayList<>(place < reactions.size() ? reactions.get(place).userIds() : List.of());
        if (users.contains(userId) == on) {
            return before;
        }
        if (place == MOST_EMOJI) {
            throw new ChatsException(
                    ErrorCode.CONFLICT, "A message has at most " + MOST_EMOJI + " different reactions.");
        }
        if (place == reactions.size()) {
            reactions.add(null);
        }
        if (on) {
            users.add(userId);
        } else {
            users.remove(userId);
        }
        reactions.set(place, new Reaction(emoji, users));
        reactions.removeIf(reaction -> reaction.userIds().isEmpty());
        return before.reacted(reactions);
    }

    /** Where this emoji is, or where it would be added. */
    private int place(List<Reaction> reactions) {
        int place = 0;
        while (place < reactions.size() && !reactions.get(place).emoji().equals(emoji)) {
            place++;
        }
        return place;
    }
}
