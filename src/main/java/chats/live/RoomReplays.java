package chats.live;

import chats.chat.ChatsService;
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
    private final ChatsService chats;
    private final Rooms rooms;

    @Inject
    RoomReplays(Histories histories, ChatLog log, InFlightBatches inFlight, ChatsService chats, Rooms rooms) {
        this.histories = histories;
        this.log = log;
        this.inFlight = inFlight;
        this.chats = chats;
        this.rooms = rooms;
    }

    /** @param last how far the chat has come at least */
    RoomReplay of(Listener listener, Gap gap, Position last) {
        return new RoomReplay(listener, histories, log, inFlight, this::endIfRemoved, gap, last);
    }

    /** Also if he was added again since: what lies between the two stays was not for him. */
    private void endIfRemoved(Listener listener) {
        Room room = listener.room();
        boolean isMember = room.isDirect()
                || chats.findMembership(room.chatId(), listener.connection().userId())
                        .filter(listener.membership()::isSameStay)
                        .isPresent();
        if (!isMember) {
            rooms.end(listener);
        }
    }
}
