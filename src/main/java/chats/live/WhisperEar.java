package chats.live;

import chats.counters.Counter;
import chats.message.Pair;
import chats.message.StoredMessage.WhisperSent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one connection has been sent of the whispers of each pair its user belongs to: one unbroken range of seqs. Whispers are
 * heard live from the start; a replay extends the range downwards, and holds the live stream back meanwhile so that what follows
 * stays in order.
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

    /** The live stream, in order of seq within a pair; what this very socket sent is passed over. */
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
     * Holds the pair's live stream back until a replay has been given.
     *
     * @param after the highest seq that the client has
     * @param lastSeq the highest seq there is
     * @return the last seq to replay before what was sent live already: the replay ends there and then catches up
     */
    synchronized long holdBack(Pair pair, long after, long lastSeq) {
        Heard range = heard().computeIfAbsent(pair, key -> new Heard(after + 1));
        range.announced = Math.max(range.announced, lastSeq);
        range.replays++;
        long end = Math.max(after, range.from - 1);
        range.from = Math.min(range.from, after + 1);
        return end;
    }

    /** What was missed below the range, as much of it as the socket takes; returns how many were emitted. */
    synchronized int replay(List<WhisperSent> page) {
        int emitted = 0;
        while (emitted < page.size() && connection.takesReplays()) {
            connection.socket().emit(Hub.event(page.get(emitted++)));
        }
        return emitted;
    }

    /** The seq from which a replay has to catch up; or the live stream goes on, or another replay will see to it: -1. */
    synchronized long catchUpFrom(Pair pair) {
        Heard range = heard().get(pair);
        if (range.replays > 1 || range.announced <= range.to) {
            range.replays--;
            return -1;
        }
        return range.to;
    }

    /** What came while the live stream was held back, likewise. */
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
