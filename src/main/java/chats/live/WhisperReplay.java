package chats.live;

import chats.chat.Origin;
import chats.message.Histories;
import chats.message.Pair;
import chats.message.Range;
import chats.message.Sent.WhisperSent;
import java.util.List;

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
    public Step next() {
        if (cursor < end) {
            List<WhisperSent> page =
                    read(cursor).stream().filter(sent -> sent.seq() <= end).toList();
            ear.replay(page);
            cursor = page.isEmpty() ? end : page.get(page.size() - 1).seq();
            return new Step(page.size(), true);
        }
        long from = ear.catchUpFrom(pair);
        if (from < 0) {
            return new Step(0, false);
        }
        List<WhisperSent> page = read(from);
        ear.catchUp(pair, page);
        return new Step(page.size(), true);
    }

    private List<WhisperSent> read(long after) {
        return histories.whispers(pair, Range.after(after, PAGE)).data().stream()
                .map(whisper -> WhisperSent.of(whisper, Origin.rest(whisper.author())))
                .toList();
    }
}
