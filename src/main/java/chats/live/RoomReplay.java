package chats.live;

import chats.commands.RequestOrigin;
import chats.message.Histories;
import chats.message.Message;
import chats.message.Range;
import chats.message.StoredMessage;
import java.util.List;
import java.util.OptionalInt;

/** What a listener missed of its chat, up to the point where it joins the live stream. */
final class RoomReplay implements Replay {
    private final Listener listener;
    private final Histories histories;

    RoomReplay(Listener listener, Histories histories) {
        this.listener = listener;
        this.histories = histories;
    }

    @Override
    public boolean isOver() {
        return listener.isEnded();
    }

    @Override
    public OptionalInt next() {
        if (listener.isEnded() || listener.room().join(listener)) {
            return OptionalInt.empty();
        }
        List<Message> page = histories
                .messages(listener.room().chatId(), Range.after(listener.lastEmitted(), PAGE))
                .data();
        return OptionalInt.of(listener.replay(page.stream()
                .map(message ->
                        (StoredMessage) StoredMessage.MessageSent.of(message, RequestOrigin.rest(message.author())))
                .toList()));
    }
}
