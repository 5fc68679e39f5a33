package chats.checker.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one connection has heard of one talk since it entered: messages by seq and changes by rev, in their one order. */
final class Stream {
    private static final long UNKNOWN = -1;

    private final Set<Long> seqs = new HashSet<>();
    private final Set<Long> revs = new HashSet<>();
    private final Map<Long, Stored> known = new HashMap<>();
    private long seq;
    private long rev;
    private long firstRev;
    private long hidden;
    private boolean replaying;
    private boolean live;
    private boolean replaysChanges;

    private Stream(long seq, long rev) {
        this.seq = seq;
        this.rev = rev;
        this.firstRev = rev;
    }

    /** From what is above this one on, whether it is replayed or happens now. */
    static Stream from(Position after) {
        return new Stream(after.seq(), after.rev());
    }

    /** From whatever comes first on. */
    static Stream live() {
        return new Stream(UNKNOWN, UNKNOWN);
    }

    /** Changes of messages up to this one are not told. */
    Stream hiding(long message) {
        hidden = message;
        return this;
    }

    boolean shows(Change change) {
        return change.stored().seq() > hidden;
    }

    /** It was passed over what its connection sent itself, as no replay is. */
    void isSpared() {
        live = !replaying;
    }

    /** Whether it is certain that no replay was under way any more: after its end is told, the rest is still read for a while. */
    boolean isLive() {
        return live;
    }

    /** Now comes a replay: messages, then changes, then its end. */
    Stream replaying() {
        replaying = true;
        live = false;
        replaysChanges = false;
        return this;
    }

    /** What is missing above this follows in order; what was heard already does not come again. */
    void goOnFrom(Position after) {
        seq = after.seq();
        rev = after.rev();
        firstRev = after.rev();
    }

    boolean hasStart() {
        return seq != UNKNOWN;
    }

    boolean isReplaying() {
        return replaying;
    }

    /** The last message that may not come any more. */
    long seq() {
        return seq;
    }

    /** The last change that may not come any more. */
    long rev() {
        return rev;
    }

    /** Above this rev, it has heard everything up to {@link #rev}. */
    long firstRev() {
        return firstRev;
    }

    boolean hasHeard(long message) {
        return seqs.contains(message);
    }

    boolean hasHeard(Revision change) {
        return revs.contains(change.rev());
    }

    boolean isTimeFor(Stored message) {
        return message.seq() > seq && !(replaying && replaysChanges);
    }

    boolean isTimeFor(Revision change) {
        return change.rev() > rev && (replaying || change.afterSeq() >= seq);
    }

    /** How a message was heard last; null if it was not. */
    Stored known(long message) {
        return known.get(message);
    }

    /** In its time or not, it was heard. */
    void note(Stored message) {
        seqs.add(message.seq());
        known.put(message.seq(), message);
    }

    void hear(Stored message) {
        note(message);
        seq = message.seq();
    }

    /** In its time or not, it was heard. */
    void note(Revision heard) {
        revs.add(heard.rev());
        if (heard instanceof Change change) {
            known.put(change.stored().seq(), change.stored());
        }
    }

    void hear(Revision change) {
        note(change);
        firstRev = rev == UNKNOWN ? change.rev() - 1 : firstRev;
        rev = change.rev();
        if (replaying) {
            replaysChanges = true;
        } else {
            seq = change.afterSeq();
        }
    }

    void endReplay(Position last) {
        replaying = false;
        seq = last.seq();
        rev = last.rev();
    }
}
