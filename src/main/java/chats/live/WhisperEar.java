package chats.live;

import chats.counters.Counter;
import chats.message.Pair;
import chats.message.StoredMessage.WhisperSent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which whispers of each of its user's pairs one connection has received: one unbroken range of seqs. Live whispers
 * extend the range upwards, a replay extends it downwards. While a replay runs, live whispers are held back, so that
 * the order is kept.
 */
final class WhisperEar {
    private static final class Heard {
        long from;
        long to;
        long announced;
        int replays;

        Heard(long from) {
            this.from = from;
            this.to = from - 1;
            this.announced = to;
        }
    }

    private final Connection connection;
    private Map<Pair, Heard> heard;

    WhisperEar(Connection connection) {
        this.connection = connection;
    }

    /** Emits a live whisper; called in order of seq within a pair. The socket that sent it is skipped. */
    synchronized void hear(WhisperSent sent, ServerEvent event) {
        Heard pair = heard().computeIfAbsent(sent.pair(), key -> new Heard(sent.seq()));
        pair.announced = Math.max(pair.announced, sent.seq());
        if (pair.replays == 0 && sent.seq() > pair.to) {
            pair.to = sent.seq();
            if (sent.origin().socket() != connection.id()) {
                connection.socket().emit(event);
                Counter.DELIVERED.add();
            }
        }
    }

    /**
     * Holds the pair's live whispers back until a replay has finished.
     *
     * @param after the highest seq that the client has
     * @param lastSeq the highest seq there is
     * @return the seq at which the replay ends; what follows up to the range was sent live already
     */
    synchronized long holdBack(Pair pair, long after, long lastSeq) {
        Heard range = heard().computeIfAbsent(pair, key -> new Heard(after + 1));
        range.announced = Math.max(range.announced, lastSeq);
        range.replays++;
        long end = Math.max(after, range.from - 1);
        range.from = Math.min(range.from, after + 1);
        return end;
    }

    /** Emits missed whispers below the range, as many as the outbox takes; returns how many were emitted. */
    synchronized int replay(List<WhisperSent> page) {
        int emitted = 0;
        while (emitted < page.size() && connection.takesReplays()) {
            connection.socket().emit(Hub.event(page.get(emitted++)));
        }
        return emitted;
    }

    /**
     * The seq from which this replay must still read what was held back. Returns -1, and ends the replay, if nothing
     * was held back or if another replay of the pair is running and will read it.
     */
    synchronized long catchUpFrom(Pair pair) {
        Heard range = heard().get(pair);
        if (range.replays > 1 || range.announced <= range.to) {
            range.replays--;
            return -1;
        }
        return range.to;
    }

    /** Emits whispers that were held back, as {@link #replay} does. */
    synchronized int catchUp(Pair pair, List<WhisperSent> page) {
        int emitted = replay(page);
        if (emitted > 0) {
            Heard range = heard().get(pair);
            range.to = page.get(emitted - 1).seq();
            range.announced = Math.max(range.announced, range.to);
        }
        return emitted;
    }

    private Map<Pair, Heard> heard() {
        if (heard == null) {
            heard = new HashMap<>();
        }
        return heard;
    }
}
