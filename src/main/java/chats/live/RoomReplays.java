package chats.live;

import chats.log.ChatLog;
import chats.log.Position;
import chats.message.Histories;
import chats.writer.InFlightBatches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes replays. */
@ApplicationScoped
class RoomReplays {
    private final Histories histories;
    private final ChatLog log;
    private final InFlightBatches inFlight;

    @Inject
    RoomReplays(Histories histories, ChatLog log, InFlightBatches inFlight) {
        this.histories = histories;
        this.log = log;
        this.inFlight = inFlight;
    }

    /** @param last how far the chat has come at least */
    RoomReplay of(Listener listener, Gap gap, Position last) {
        return new RoomReplay(listener, histories, log, inFlight, gap, last);
    }
}
