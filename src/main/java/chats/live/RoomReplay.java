package chats.live;

import chats.log.ChatEvent;
import chats.log.ChatLog;
import chats.log.ClientChange;
import chats.log.Position;
import chats.log.StoredChange;
import chats.log.StoredChatChange;
import chats.log.StoredMessage;
import chats.message.Histories;
import chats.message.Range;
import chats.writer.InFlightBatches;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What a listener missed of its chat: first the messages of the gap as they are now, then the changes of the messages before them. Then
 * the client is told where it is, and what has happened meanwhile follows until the listener joins the live stream.
 */
final class RoomReplay implements Replay {
    private final Listener listener;
    private final Histories histories;
    private final ChatLog log;
    private final InFlightBatches inFlight;
    private final Consumer<Listener> check;
    private final Gap gap;
    private final Position last;
    private long seq;
    private long rev;

    /** From here on a page of changes tells who was added and removed. */
    private long membersRev;

    private boolean isTold;
    private boolean mustReadOn;

    /**
     * @param check ends the listener if its user is no member any more
     * @param last how far the chat has come at least
     */
    RoomReplay(
            Listener listener,
            Histories histories,
            ChatLog log,
            InFlightBatches inFlight,
            Consumer<Listener> check,
            Gap gap,
            Position last) {
        this.listener = listener;
        this.histories = histories;
        this.log = log;
        this.inFlight = inFlight;
        this.check = check;
        this.gap = gap;
        this.last = last;
        this.seq = gap.from().seq();
        this.rev = gap.from().rev();
        this.membersRev = rev;
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
        Room room = listener.room();
        if (seq < gap.to().seq()) {
            return OptionalInt.of(messages(room));
        }
        if (rev < gap.to().rev()) {
            return OptionalInt.of(changes(room));
        }
        if (gap.isTold() && !isTold) {
            isTold = true;
            listener.tellPosition();
        }
        return !mustReadOn && room.join(listener, last) ? OptionalInt.empty() : OptionalInt.of(catchUp(room));
    }

    /** Reads what happened since. At least one such read follows the pages, because they may be newer than what this node has delivered. */
    private int catchUp(Room room) {
        ChatLog.Part part = read(() -> log.after(room.chatId(), listener.position(), PAGE));
        mustReadOn = false;
        return listener.catchUp(part);
    }

    private int messages(Room room) {
        List<StoredMessage> page = read(
                () -> histories.messages(room.chatId(), listener.membership(), Range.after(seq, PAGE)).data().stream()
                        .map(message -> StoredMessage.read(message, rev))
                        .filter(message -> message.seq() <= gap.to().seq())
                        .toList());
        int emitted = listener.replay(page);
        seq = reached(page, emitted, StoredMessage::seq, seq, gap.to().seq());
        return emitted;
    }

    private int changes(Room room) {
        long hidden = listener.membership().hidden().seq();
        List<StoredChange> page = read(() ->
                log
                        .changes(
                                room.chatId(),
                                rev,
                                membersRev,
                                hidden,
                                gap.from().seq(),
                                gap.to().rev(),
                                PAGE)
                        .data()
                        .stream()
                        .map(ClientChange::event)
                        .toList());
        int emitted = listener.replay(page);
        for (StoredChange change : page.subList(0, emitted)) {
            if (change instanceof StoredChatChange) {
                membersRev = change.rev();
            }
        }
        rev = reached(page, emitted, StoredChange::rev, rev, gap.to().rev());
        return emitted;
    }

    /**
     * Reads a page. What was changed meanwhile on this node is shown as it is then: nothing follows its own deletion. If the user was
     * removed meanwhile, the listener has ended and emits nothing of the page.
     */
    private <T> T read(Supplier<T> page) {
        mustReadOn = true;
        listener.noteChanges();
        T read = page.get();
        inFlight.await();
        check.accept(listener);
        return read;
    }

    /** Up to where a page was emitted; a page that is not full is the last one. */
    private static <T extends ChatEvent> long reached(
            List<T> page, int emitted, ToLongFunction<T> number, long before, long end) {
        if (emitted == page.size() && emitted < PAGE) {
            return end;
        }
        return emitted == 0 ? before : number.applyAsLong(page.get(emitted - 1));
    }
}
