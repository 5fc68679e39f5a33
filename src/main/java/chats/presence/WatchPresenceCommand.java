package chats.presence;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Sender;
import chats.json.Json;
import chats.limits.Prices;
import chats.limits.RateLimits;
import chats.live.Connection;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code watch_presence}. */
@Dependent
class WatchPresenceCommand implements Command<WatchPresence> {
    private final Watching watching;
    private final RateLimits limits;

    @Inject
    WatchPresenceCommand(Watching watching, RateLimits limits) {
        this.watching = watching;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "watch_presence";
    }

    @Override
    public Class<WatchPresence> request() {
        return WatchPresence.class;
    }

    @Override
    public void run(Sender from, WatchPresence request, Answer answer) {
        limits.spend(from.userId(), Prices.ids(request.userIds().size()));
        watching.watch(Connection.of(from), request.userIds(), present -> answer.acknowledge(Json.write(present)));
    }
}
