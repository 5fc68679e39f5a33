package chats.live;

import chats.commands.RequestOrigin;
import chats.message.Histories;
import chats.message.Pair;
import chats.message.Range;
import chats.message.StoredMessage.WhisperSent;
import java.util.List;
import java.util.OptionalInt;

/** What a connection has not been sent yet of a pair's whispers. */
final class WhisperReplay implements Replay {
    private final WhisperEar ear;
    private final Pair pair;
    private final Histories histories;
    private final long end;
    private long cursor;

    /** Holds the pair's live stream back from now on. */
    WhisperReplay(WhisperEar ear, Pair pair, long after, long lastSeq, Histories histories) {
        this.ear = ear;
        this.pair = pair;
        this.histories = histories;
        this.end = ear.holdBack(pair, after, lastSeq);
        this.cursor = after;
    }

    @Override
    public boolean isOver() {
        return false;
    }

    @Override
    public OptionalInt next() {
        if (cursor < end) {
            List<WhisperSent> page =
                    read(cursor).stream().filter(sent -> sent.seq() <= end).toList();
            int emitted = ear.replay(page);
            if (emitted > 0) {
                cursor = page.get(emitted - 1).seq();
            } else if (page.isEmpty()) {
                cursor = end;
            }
            return OptionalInt.of(emitted);
        }
        long from = ear.catchUpFrom(pair);
        if (from < 0) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(ear.catchUp(pair, read(from)));
    }

    private List<WhisperSent> read(long after) {
        return histories.whispers(pair, Range.after(after, PAGE)).data().stream()
                .map(whisper -> WhisperSent.of(whisper, RequestOrigin.rest(whisper.author())))
                .toList();
    }
}
