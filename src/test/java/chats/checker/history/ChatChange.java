package chats.checker.history;

import java.util.Set;

/**
 * A change of a chat itself, as somebody was told of it or as its row says.
 *
 * @param by the user who did it; 0 where a part of what happened was read, and the rest was not: then all is as it was at that rev but the
 *     name and the admins, which are as they are now
 * @param name null if the chat has none
 * @param added who has become a member since the reader was told last; so with {@code removed}
 */
public record ChatChange(
        Talk.Chat chat,
        long rev,
        long afterSeq,
        long by,
        String name,
        Set<Long> admins,
        Set<Long> added,
        Set<Long> removed)
        implements Revision {
    @Override
    public Talk talk() {
        return chat;
    }

    /** Whether it is the same change: who came and went depends on what the reader was told before. */
    boolean isSameAs(ChatChange other) {
        if (isPart() || other.isPart()) {
            return chat.equals(other.chat) && rev == other.rev && afterSeq == other.afterSeq;
        }
        return new ChatChange(chat, rev, afterSeq, by, name, admins, other.added, other.removed).equals(other);
    }

    boolean isPart() {
        return by == 0;
    }
}
