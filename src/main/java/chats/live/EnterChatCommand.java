package chats.live;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Sender;
import chats.json.Json;
import chats.limits.Prices;
import chats.limits.RateLimits;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code enter_chat}. */
@Dependent
class EnterChatCommand implements Command<EnterChat> {
    private final Hub hub;
    private final RateLimits limits;

    @Inject
    EnterChatCommand(Hub hub, RateLimits limits) {
        this.hub = hub;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "enter_chat";
    }

    @Override
    public Class<EnterChat> request() {
        return EnterChat.class;
    }

    @Override
    public void run(Sender from, EnterChat request, Answer answer) {
        limits.spend(from.userId(), Prices.ids(request.chatIds().size()));
        hub.enter(
                Connection.of(from),
                request.chatIds(),
                request.cursors(),
                entered -> answer.acknowledge(Json.write(entered)));
    }
}
