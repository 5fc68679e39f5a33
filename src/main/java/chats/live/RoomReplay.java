package chats.live;

import chats.message.Histories;
import chats.message.Range;
import chats.message.StoredMessage;
import java.util.List;
import java.util.OptionalInt;

/** What a listener missed of its chat, up to the point where it joins the live stream. */
final class RoomReplay implements Replay {
    private final Listener listener;
    private final Histories histories;
    private final long lastSeq;
    private final long end;
    private long cursor;

    private RoomReplay(Listener listener, Histories histories, long after, long end, long lastSeq) {
        this.listener = listener;
        this.histories = histories;
        this.lastSeq = lastSeq;
        this.cursor = after;
        this.end = end;
    }

    /** For a new listener that begins with a replay. */
    static RoomReplay ofNew(Listener listener, Histories histories) {
        long known = listener.lastEmitted();
        return new RoomReplay(listener, histories, known, known, 0);
    }

    /**
     * What a listener has not been sent yet. Holds its live messages back from now on.
     *
     * @param after the highest seq that the client has
     * @param lastSeq the highest seq there is
     */
    static RoomReplay ofMissing(Listener listener, Histories histories, long after, long lastSeq) {
        return new RoomReplay(listener, histories, after, listener.holdBack(after), lastSeq);
    }

    @Override
    public boolean isOver() {
        return listener.isEnded();
    }

    @Override
    public OptionalInt next() {
        if (listener.isEnded()) {
            return OptionalInt.empty();
        }
        if (cursor < end) {
            return OptionalInt.of(below());
        }
        return listener.room().join(listener, lastSeq)
                ? OptionalInt.empty()
                : OptionalInt.of(listener.catchUp(read(listener.lastEmitted())));
    }

    private int below() {
        List<StoredMessage> page =
                read(cursor).stream().filter(sent -> sent.seq() <= end).toList();
        int emitted = listener.replay(page);
        if (emitted > 0) {
            cursor = page.get(emitted - 1).seq();
        } else if (page.isEmpty()) {
            cursor = end;
        }
        return emitted;
    }

    private List<StoredMessage> read(long after) {
        Room room = listener.room();
        return histories.messages(room.chatId(), Range.after(after, PAGE)).data().stream()
                .map(message -> StoredMessage.read(message, room.pair()))
                .toList();
    }
}
