package chats.message;

import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.http.Page;
import chats.http.Paging;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.users.User;
import chats.users.UsersService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Sends and reads messages and whispers, after checking that the user may. */
@ApplicationScoped
public class MessagesService {
    private final ChatMembership members;
    private final UsersService users;
    private final MessageWriter writer;
    private final Histories histories;
    private final RateLimits limits;

    @Inject
    public MessagesService(
            ChatMembership members, UsersService users, MessageWriter writer, Histories histories, RateLimits limits) {
        this.members = members;
        this.users = users;
        this.writer = writer;
        this.histories = histories;
        this.limits = limits;
    }

    /**
     * Sends to a chat or, as a whisper, to a user. Messages that one thread sends are stored in their order. Checks may
     * wait for the database; storing does not block the caller.
     *
     * @return the stored message, after its commit; fails with a {@link ChatsException} {@code conflict} or
     *     {@code unavailable}
     * @throws ChatsException {@code rate_limited}, {@code not_a_member}, {@code chat_not_found} or
     *     {@code user_not_found}, at once
     */
    public CompletionStage<SendResult> send(RequestOrigin origin, SendMessage request) {
        if (request.chatId() != null) {
            members.requireMember(List.of(request.chatId()), origin.user().id());
        } else {
            users.require(Set.of(request.whisperTargetId()));
        }
        limits.admitMessage(origin.user().id());
        Draft draft = new Draft(origin, request);
        writer.write(draft);
        return draft.future();
    }

    /**
     * A range of a chat's messages.
     *
     * @throws ChatsException {@code not_a_member} or {@code chat_not_found}
     */
    public History<Message> paginateMessages(long userId, long chatId, Range range) {
        members.requireMember(List.of(chatId), userId);
        return charged(userId, histories.messages(chatId, range));
    }

    /**
     * A range of the whispers between the caller and another user.
     *
     * @throws ChatsException {@code user_not_found}
     */
    public History<Whisper> paginateWhispers(long userId, long otherId, Range range) {
        users.require(Set.of(otherId));
        return charged(userId, histories.whispers(Pair.of(userId, otherId), range));
    }

    /** The caller's conversations by whispers, the latest first. */
    public Page<Conversation> paginateConversations(User user, Paging paging) {
        Page<Conversation> page = histories.conversations(user, paging);
        limits.charge(user.id(), Prices.list(page.total()));
        return page;
    }

    private <T> History<T> charged(long userId, History<T> part) {
        limits.charge(userId, Prices.messages(part.data().size()));
        return part;
    }
}
