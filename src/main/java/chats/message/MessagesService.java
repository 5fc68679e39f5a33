package chats.message;

import chats.blocks.Blocks;
import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Page;
import chats.http.Paging;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.log.ChatLog;
import chats.log.Membership;
import chats.log.Message;
import chats.log.Pair;
import chats.log.Position;
import chats.threads.LifoExecutor;
import chats.users.User;
import chats.users.UsersService;
import chats.writer.Change;
import chats.writer.MessageWriter;
import chats.writer.WriteResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Sends, changes and reads messages, after checking that the user may. */
@ApplicationScoped
public class MessagesService {
    private final ChatMembership members;
    private final UsersService users;
    private final Blocks blocks;
    private final MessageWriter writer;
    private final Histories histories;
    private final ChatLog log;
    private final RateLimits limits;
    private final LifoExecutor threads;

    @Inject
    public MessagesService(
            ChatMembership members,
            UsersService users,
            Blocks blocks,
            MessageWriter writer,
            Histories histories,
            ChatLog log,
            RateLimits limits,
            LifoExecutor threads) {
        this.members = members;
        this.users = users;
        this.blocks = blocks;
        this.writer = writer;
        this.histories = histories;
        this.log = log;
        this.limits = limits;
        this.threads = threads;
    }

    /**
     * Sends to a chat or, as a whisper, to a user. Messages that one thread sends are stored in their order. Checks may
     * wait for the database; storing does not block the caller.
     *
     * @return the stored message, after its commit; fails with a {@link ChatsException} {@code chat_not_found}, {@code not_a_member},
     *     {@code conflict} or {@code unavailable}
     * @throws ChatsException {@code rate_limited}, {@code not_a_member}, {@code chat_not_found}, {@code user_not_found} or
     *     {@code forbidden}, at once
     */
    public CompletionStage<WriteResult> send(RequestOrigin origin, SendMessage request) {
        long userId = origin.user().id();
        Membership membership;
        if (request.chatId() != null) {
            membership = members.requireMember(request.chatId(), userId);
        } else {
            users.require(Set.of(request.whisperTargetId()));
            membership = Membership.direct(Pair.of(userId, request.whisperTargetId()));
        }
        requireNotBlocked(userId, membership);
        limits.admitMessage(userId);
        return writer.send(origin, request.chatId(), membership, request.message(), request.clientMessageId());
    }

    /**
     * Changes a message. It is in one order with the messages that the same thread sends.
     *
     * @return the message as it is then, after the commit; fails with a {@link ChatsException} {@code chat_not_found},
     *     {@code message_not_found}, {@code forbidden}, {@code conflict} or {@code unavailable}
     * @throws ChatsException {@code not_a_member}, {@code chat_not_found} or {@code forbidden}, at once
     */
    public CompletionStage<WriteResult> change(RequestOrigin origin, Change change) {
        long userId = origin.user().id();
        Membership membership = members.requireMember(change.chatId(), userId);
        if (change.seq() <= membership.hidden().seq()) {
            throw new ChatsException(ErrorCode.MESSAGE_NOT_FOUND);
        }
        if (!change.isWithdrawal()) {
            requireNotBlocked(userId, membership);
        }
        CompletionStage<WriteResult> changed = writer.change(origin, change, membership);
        changed.thenAccept(result -> charge(userId, result.message()));
        return changed;
    }

    /** In a room nothing is asked. */
    private void requireNotBlocked(long userId, Membership membership) {
        if (membership.pair() != null) {
            blocks.requireMayWrite(userId, membership.pair().otherThan(userId));
        }
    }

    /** On another thread, since the writer of messages must not wait for what nodes share. */
    private void charge(long userId, Message changed) {
        int price = Prices.people(changed.reacting());
        if (price > 0) {
            threads.execute(() -> limits.charge(userId, price));
        }
    }

    /**
     * A range of a chat's messages.
     *
     * @throws ChatsException {@code not_a_member} or {@code chat_not_found}
     */
    public History paginateMessages(long userId, long chatId, Range range) {
        return charged(userId, asMember(userId, chatId, membership -> histories.messages(chatId, membership, range)));
    }

    /**
     * One message.
     *
     * @throws ChatsException {@code not_a_member}, {@code chat_not_found} or {@code message_not_found}
     */
    public Message findMessage(long userId, long chatId, long seq) {
        return asMember(userId, chatId, membership -> histories.message(chatId, membership, seq))
                .orElseThrow(() -> new ChatsException(ErrorCode.MESSAGE_NOT_FOUND));
    }

    /**
     * What was changed in a chat above a rev, ascending, each message and the chat itself once with its latest rev.
     *
     * @param limit entries at most
     * @throws ChatsException {@code not_a_member} or {@code chat_not_found}
     */
    public ChatLog.Changes paginateChanges(long userId, long chatId, long afterRev, int limit) {
        ChatLog.Changes changes = asMember(userId, chatId, membership -> {
            Position hidden = membership.hidden();
            long after = Math.max(afterRev, hidden.rev());
            return log.changes(chatId, after, after, hidden.seq(), Long.MAX_VALUE, Long.MAX_VALUE, limit);
        });
        limits.charge(userId, Prices.messages(changes.data().size()));
        return changes;
    }

    /** Reads for a member. If he was removed meanwhile, what was read is not shown; if he came back, it is read again. */
    private <T> T asMember(long userId, long chatId, Function<Membership, T> read) {
        Membership known = members.requireMember(chatId, userId);
        while (true) {
            T part = read.apply(known);
            Membership now = members.requireMemberNow(chatId, userId);
            if (known.isSameStay(now)) {
                return part;
            }
            known = now;
        }
    }

    /**
     * A range of the whispers between the caller and another user.
     *
     * @throws ChatsException {@code user_not_found}
     */
    public History paginateWhispers(long userId, long otherId, Range range) {
        users.require(Set.of(otherId));
        return charged(userId, histories.whispers(Pair.of(userId, otherId), range));
    }

    /** The caller's conversations by whispers, the latest first. */
    public Page<Conversation> paginateConversations(User user, Paging paging) {
        Page<Conversation> page = histories.conversations(user, paging);
        limits.charge(user.id(), Prices.list(page.total()));
        return page;
    }

    private History charged(long userId, History part) {
        limits.charge(userId, Prices.messages(part.data().size()));
        return part;
    }
}
