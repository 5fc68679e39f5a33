package chats.reading;

import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.log.Membership;
import chats.marks.MarkWriter;
import chats.marks.Preferences;
import chats.marks.PreferencesStore;
import chats.marks.ReadMark;
import chats.marks.ReadMarks;
import chats.message.ChatMembership;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Marks chats as read, shows who has read how far, and keeps users' preferences, after checking that the user is a member. */
@ApplicationScoped
public class Reading {
    private final ChatMembership members;
    private final MarkWriter writer;
    private final ReadMarks marks;
    private final PreferencesStore preferences;
    private final PreferencesEvents events;
    private final RateLimits limits;

    @Inject
    Reading(
            ChatMembership members,
            MarkWriter writer,
            ReadMarks marks,
            PreferencesStore preferences,
            PreferencesEvents events,
            RateLimits limits) {
        this.members = members;
        this.writer = writer;
        this.marks = marks;
        this.preferences = preferences;
        this.events = events;
        this.limits = limits;
    }

    /**
     * Marks a chat as read up to a seq, and does not wait for that. What there was when the user joined counts as read.
     *
     * @return how far the user has read then, after the commit; fails with a {@link ChatsException} {@code not_a_member} or
     *     {@code unavailable}
     * @throws ChatsException {@code not_a_member} or {@code chat_not_found}, at once
     */
    CompletionStage<ReadMark> read(RequestOrigin origin, long chatId, long seq) {
        long userId = origin.user().id();
        Membership membership = members.requireMember(chatId, userId);
        return writer.read(chatId, userId, Math.max(seq, membership.joined().seq()), origin.socket());
    }

    /**
     * How far each member of a chat has read.
     *
     * @throws ChatsException {@code not_a_member} or {@code chat_not_found}
     */
    List<ReadMarks.Reader> readers(long userId, long chatId) {
        members.requireMember(chatId, userId);
        List<ReadMarks.Reader> readers = marks.readers(chatId);
        members.requireMemberNow(chatId, userId);
        limits.charge(userId, Prices.people(readers.size()));
        return readers;
    }

    /**
     * Changes how a user wants to see a chat, and tells his sockets. What he has read before does not end that he marks it as unread now.
     *
     * @throws ChatsException {@code not_a_member} or {@code chat_not_found}
     */
    Preferences change(long userId, long chatId, PreferencesChange change) {
        members.requireMember(chatId, userId);
        Preferences now = preferences
                .change(chatId, userId, change.isMuted(), change.isPinned(), change.isUnread())
                .orElseThrow(() -> new ChatsException(ErrorCode.NOT_A_MEMBER));
        events.tell(chatId, userId, now);
        return now;
    }
}
