package chats.live;

import chats.commands.Answer;
import chats.commands.Command;
import chats.commands.Sender;
import chats.json.Json;
import chats.limits.Prices;
import chats.limits.RateLimits;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The command {@code sync_whispers}. */
@Dependent
class SyncWhispersCommand implements Command<SyncWhispers> {
    private final Hub hub;
    private final RateLimits limits;

    @Inject
    SyncWhispersCommand(Hub hub, RateLimits limits) {
        this.hub = hub;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "sync_whispers";
    }

    @Override
    public Class<SyncWhispers> request() {
        return SyncWhispers.class;
    }

    @Override
    public void run(Sender from, SyncWhispers request, Answer answer) {
        hub.syncWhispers(Connection.of(from), request.cursors(), synced -> {
            limits.charge(from.userId(), Prices.ids(synced.size()));
            answer.acknowledge(Json.write(synced));
        });
    }
}
