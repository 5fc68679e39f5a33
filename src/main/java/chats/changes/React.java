package chats.changes;

import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.log.Message;
import chats.log.Reaction;
import chats.writer.Actor;
import chats.writer.Change;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    public boolean isWithdrawal() {
        return !on;
    }

    @Override
    public Message applyTo(Message before, Actor actor, Instant now) {
        long userId = actor.userId();
        EditMessage.requireThere(before);
        Map<String, List<Long>> reactions = new LinkedHashMap<>();
        before.reactions().forEach(reaction -> reactions.put(reaction.emoji(), reaction.userIds()));
        List<Long> users = new ArrayList<>(reactions.getOrDefault(emoji, List.of()));
        if (users.contains(userId) == on) {
            return before;
        }
        if (on) {
            users.add(userId);
        } else {
            users.remove(userId);
        }
        reactions.put(emoji, users);
        if (users.isEmpty()) {
            reactions.remove(emoji);
        }
        if (reactions.size() > MOST_EMOJI) {
            throw new ChatsException(
                    ErrorCode.CONFLICT, "A message has at most " + MOST_EMOJI + " different reactions.");
        }
        return before.reacted(reactions.entrySet().stream()
                .map(each -> new Reaction(each.getKey(), each.getValue()))
                .toList());
    }
}
