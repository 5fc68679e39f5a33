package chats.message;

import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.errors.ErrorCode;
import chats.http.Page;
import chats.http.Paging;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.log.ChatLog;
import chats.log.Message;
import chats.log.Pair;
import chats.threads.LifoExecutor;
import chats.users.User;
import chats.users.UsersService;
import chats.writer.Change;
import chats.writer.MessageWriter;
import chats.writer.SendResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Sends, changes and reads messages, after checking that the user may. */
@ApplicationScoped
public class MessagesService {
    private final ChatMembership members;
    private final UsersService users;
    private final MessageWriter writer;
    private final Histories histories;
    private final ChatLog log;
    private final RateLimits limits;
    private final LifoExecutor threads;

    @Inject
    public MessagesService(
            ChatMembership members,
            UsersService users,
            MessageWriter writer,
            Histories histories,
            ChatLog log,
            RateLimits limits,
            LifoExecutor threads) {
        this.members = members;
        this.users = users;
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
     * @return the stored message, after its commit; fails with a {@link ChatsException} {@code chat_not_found}, {@code conflict}
     *     or {@code unavailable}
     * @throws ChatsException {@code rate_limited}, {@code not_a_member}, {@code chat_not_found} or
     *     {@code user_not_found}, at once
     */
    public CompletionStage<SendResult> send(RequestOrigin origin, SendMessage request) {
        long userId = origin.user().id();
        Pair direct;
        if (request.chatId() != null) {
            direct = members.requireMember(request.chatId(), userId);
        } else {
            users.require(Set.of(request.whisperTargetId()));
            direct = Pair.of(userId, request.whisperTargetId());
        }
        limits.admitMessage(userId);
        return writer.send(origin, request.chatId(), direct, request.message(), request.clientMessageId());
    }

    /**
     * Changes a message. It is in one order with the messages that the same thread sends.
     *
     * @return the message as it is then, after the commit; fails with a {@link ChatsException} {@code chat_not_found},
     *     {@code message_not_found}, {@code forbidden}, {@code conflict} or {@code unavailable}
     * @throws ChatsException {@code not_a_member} or {@code chat_not_found}, at once
     */
    public CompletionStage<SendResult> change(RequestOrigin origin, Change change) {
        long userId = origin.user().id();
        members.requireMember(change.chatId(), userId);
        CompletionStage<SendResult> changed = writer.change(origin, change);
        changed.thenAccept(result -> charge(userId, result.view()));
        return changed;
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
        Pair direct = members.requireMember(chatId, userId);
        return charged(userId, histories.messages(chatId, direct, range));
    }

    /**
     * One message.
     *
     * @throws ChatsException {@code not_a_member}, {@code chat_not_found} or {@code message_not_found}
     */
    public Message findMessage(long userId, long chatId, long seq) {
        Pair direct = members.requireMember(chatId, userId);
        return histories
                .message(chatId, direct, seq)
                .orElseThrow(() -> new ChatsException(ErrorCode.MESSAGE_NOT_FOUND));
    }

    /**
     * What was changed in a chat above a rev, ascending, each message once with its latest rev.
     *
     * @param limit entries at most
     * @throws ChatsException {@code not_a_member} or {@code chat_not_found}
     */
    public ChatLog.Changes paginateChanges(long userId, long chatId, long afterRev, int limit) {
        members.requireMember(chatId, userId);
        ChatLog.Changes changes = log.changes(chatId, afterRev, Long.MAX_VALUE, limit);
        limits.charge(userId, Prices.messages(changes.data().size()));
        return changes;
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
