package chats.chat;

import chats.log.Message;
import chats.log.Position;
import chats.marks.ReadState;
import chats.users.User;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * A chat, as its members see it.
 *
 * @param kind {@code room}, or {@code direct} for the whispers of two users
 * @param key null: a room has no key of its own yet
 * @param name its title, or null
 * @param history {@code all}, or {@code joined} where a member does not see what was said before he was last added
 * @param updatedAt when it was created or got its newest message; lists of chats are ordered by this
 * @param lastSeq the highest seq of its messages, 0 if there are none
 * @param lastRev the number of its last change, 0 if there was none
 * @param lastMessage the newest message as it is now, or null
 * @param users its members by id, or the two who whisper
 * @param admins the ids of those members who may change the chat, ascending; without any, every member may
 * @param own what is the user's own to whom it is shown; views that are cached for all have nothing here
 */
public record Chat(
        long id,
        String kind,
        String key,
        String name,
        String history,
        Instant createdAt,
        Instant updatedAt,
        long lastSeq,
        long lastRev,
        Message lastMessage,
        List<User> users,
        List<Long> admins,
        @JsonUnwrapped ReadState own) {
    /** As seen by somebody who has read this much of it. */
    Chat readBy(ReadState reader) {
        return new Chat(
                id,
                kind,
                key,
                name,
                history,
                createdAt,
                updatedAt,
                lastSeq,
                lastRev,
                lastMessage,
                users,
                admins,
                reader);
    }

    /** As somebody sees it from whom this position is hidden and what was before: the last message may be one of these. */
    Chat hiding(Position hidden) {
        return lastMessage == null || lastMessage.seq() > hidden.seq()
                ? this
                : new Chat(
                        id, kind, key, name, history, createdAt, updatedAt, lastSeq, lastRev, null, users, admins, own);
    }
}
