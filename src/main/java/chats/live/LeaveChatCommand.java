package chats.live;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Sender;
import chats.json.Json;
import chats.limits.Prices;
import chats.limits.RateLimits;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Set;

/** The command {@code leave_chat}. */
@Dependent
class LeaveChatCommand implements Command<LeaveChats> {
    private record LeftChat(long chatId) {}

    private final Hub hub;
    private final RateLimits limits;

    @Inject
    LeaveChatCommand(Hub hub, RateLimits limits) {
        this.hub = hub;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "leave_chat";
    }

    @Override
    public Class<LeaveChats> request() {
        return LeaveChats.class;
    }

    @Override
    public void run(Sender from, LeaveChats request, Answer answer) {
        Set<Long> chatIds = request.chatIds();
        limits.spend(from.userId(), Prices.ids(chatIds.size()));
        hub.leave(Connection.of(from), chatIds);
        answer.acknowledge(Json.write(chatIds.stream().map(LeftChat::new).toList()));
    }
}
