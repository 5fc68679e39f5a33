package chats.log;

import chats.users.User;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A stored message as clients see it: in acknowledgements, events, REST answers and histories. In a direct chat it is a
 * whisper. What has no value below {@code createdAt}, {@code from} and {@code whisperTargetId} included, is left out of
 * its JSON.
 *
 * @param seq counts 1, 2, 3 … within its chat
 * @param from of a whisper, the sender's user id
 * @param whisperTargetId of a whisper, the other user's id; the sender's own if it is whispered to oneself
 * @param message the text; empty if it was deleted
 * @param clientMessageId the sender's own id for it, or null
 * @param createdAt UTC, to the millisecond; so are the other times
 * @param reactions in the order of the first use of each emoji
 */
public record Message(
        long id,
        long chatId,
        long seq,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long from,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long whisperTargetId,
        User author,
        String message,
        String clientMessageId,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant editedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reaction> reactions) {

    /** One of these two users' direct chat or, if they are null, of a room. */
    public static Message of(
            long id,
            long chatId,
            Pair pair,
            long seq,
            User author,
            String message,
            String clientMessageId,
            Instant createdAt,
            Instant editedAt,
            Instant deletedAt,
            List<Reaction> reactions) {
        return new Message(
                id,
                chatId,
                seq,
                pair == null ? null : author.id(),
                pair == null ? null : pair.otherThan(author.id()),
                author,
                message,
                clientMessageId,
                createdAt,
                editedAt,
                deletedAt,
                reactions);
    }

    /** With another text. */
    public Message edited(String text, Instant at) {
        return with(author, text, at, null, reactions);
    }

    /** With its text and reactions removed. */
    public Message deleted(Instant at) {
        return with(author, "", null, at, List.of());
    }

    public Message reacted(List<Reaction> to) {
        return with(author, message, editedAt, deletedAt, to);
    }

    /** How many users it shows as reacting, with each emoji they used. */
    public int reacting() {
        return reactions.stream()
                .mapToInt(reaction -> reaction.userIds().size())
                .sum();
    }

    /** With its author's nickname. */
    public Message by(User user) {
        return with(user, message, editedAt, deletedAt, reactions);
    }

    private Message with(User user, String text, Instant edited, Instant deleted, List<Reaction> to) {
        return new Message(
                id, chatId, seq, from, whisperTargetId, user, text, clientMessageId, createdAt, edited, deleted, to);
    }
}
