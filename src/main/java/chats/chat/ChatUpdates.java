package chats.chat;

import chats.blocks.Blocks;
import chats.commands.RequestOrigin;
import chats.errors.ChatsException;
import chats.json.RequestParser;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.users.UsersService;
import chats.writer.ChatUpdate;
import chats.writer.MessageWriter;
import chats.writer.WriteResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Changes of chats themselves: their names, members and admins. What may be is decided when a change is stored. */
@ApplicationScoped
public class ChatUpdates {
    /** Members of a chat, its creator included. */
    static final int MOST_MEMBERS = 1000;

    private final ChatsService chats;
    private final UsersService users;
    private final Blocks blocks;
    private final MessageWriter writer;
    private final RateLimits limits;
    private final RequestParser requests;

    @Inject
    ChatUpdates(
            ChatsService chats,
            UsersService users,
            Blocks blocks,
            MessageWriter writer,
            RateLimits limits,
            RequestParser requests) {
        this.chats = chats;
        this.users = users;
        this.blocks = blocks;
        this.writer = writer;
        this.limits = limits;
        this.requests = requests;
    }

    /**
     * Queues a change. It is in one order with the messages that the same thread sends.
     *
     * @param named the users whom the request names
     * @return the {@link chats.log.ChatChange}, after the commit; fails with a {@link ChatsException} {@code validation_failed},
     *     {@code not_a_member}, {@code forbidden}, {@code chat_not_found} or {@code unavailable}
     * @throws ChatsException {@code rate_limited}, {@code not_a_member}, {@code chat_not_found} or {@code user_not_found}, at once
     */
    CompletionStage<WriteResult> update(RequestOrigin origin, ChatUpdate update, Set<Long> named) {
        require(origin, update, named);
        return writer.update(origin, update);
    }

    private void require(RequestOrigin origin, ChatUpdate update, Set<Long> named) {
        long userId = origin.user().id();
        limits.spend(userId, Prices.chatUpdate(named.size()));
        chats.requireMember(update.chatId(), userId);
        users.require(named);
    }

    /** The same for new members, who must not block the one who adds them. */
    CompletionStage<WriteResult> add(RequestOrigin origin, AddMembers update) {
        require(origin, update, update.named());
        Set<Long> blockers = blocks.blockers(origin.user().id(), update.named());
        return writer.update(origin, blockers.isEmpty() ? update : new AddBesideBlockers(update, blockers));
    }

    /** The same for a request whose constraints were not checked yet. */
    CompletionStage<WriteResult> updateUnchecked(RequestOrigin origin, ChatUpdate update, Set<Long> named) {
        return update(origin, requests.check(update), named);
    }

    /** @throws ChatsException {@code validation_failed} if a chat may not have so many members */
    static void requireRoom(int members, String field) {
        if (members > MOST_MEMBERS) {
            throw ChatsException.invalid(field, "makes more than " + MOST_MEMBERS + " members");
        }
    }
}
