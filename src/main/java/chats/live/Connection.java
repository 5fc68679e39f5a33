package chats.live;

import chats.auth.Caller;
import chats.message.RequestOrigin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** A user's open socket, from {@link Hub#connect} to {@link Hub#disconnect}, with the chats it has entered. */
public final class Connection {
    private static final double REPLAYS_SHARE = 0.5;
    private static final AtomicLong IDS = new AtomicLong(RequestOrigin.NO_SOCKET);

    private final long id = IDS.incrementAndGet();
    private final ClientSocket socket;
    private final String address;
    private final Map<Long, Listener> entered = new ConcurrentHashMap<>(4);
    private final WhisperEar whispers = new WhisperEar(this);
    private final ReplayQueue missedMessages = new ReplayQueue();
    private final ReplayQueue missedWhispers = new ReplayQueue();
    private final RefusalFloodGuard refusals = new RefusalFloodGuard();
    private volatile Caller caller;
    private volatile boolean warned;
    private final AtomicBoolean left = new AtomicBoolean();

    Connection(ClientSocket socket, Caller caller, String address) {
        this.socket = socket;
        this.address = address;
        this.caller = caller;
    }

    /** Unique on this node, above {@link RequestOrigin#NO_SOCKET}. */
    public long id() {
        return id;
    }

    public Caller caller() {
        return caller;
    }

    public long userId() {
        return caller.user().id();
    }

    /** Where what comes by this socket comes from. */
    public RequestOrigin origin() {
        return new RequestOrigin(caller.user(), id);
    }

    public ClientSocket socket() {
        return socket;
    }

    /** Lives on under another token of the same user. */
    public void renew(Caller renewed) {
        caller = renewed;
        warned = false;
    }

    /** True once for each token: its end is near. */
    boolean mustBeWarned() {
        boolean must = !warned;
        warned = true;
        return must;
    }

    /** Counts a refusal; whether there were so many that whoever is on the other side does not listen. */
    public boolean isFlooding() {
        return refusals.isTooMuch(System.nanoTime());
    }

    Map<Long, Listener> entered() {
        return entered;
    }

    WhisperEar whispers() {
        return whispers;
    }

    ReplayQueue missedMessages() {
        return missedMessages;
    }

    /** Whispers do not wait for a long chat. */
    ReplayQueue missedWhispers() {
        return missedWhispers;
    }

    /** Whether a replay may go on; what is said live has the other half of the outbox. */
    boolean takesReplays() {
        return socket.fill() < REPLAYS_SHARE;
    }

    boolean isGone() {
        return left.get();
    }

    /** The client's address. */
    String address() {
        return address;
    }

    /** Whether this call is the first. */
    boolean leave() {
        boolean first = left.compareAndSet(false, true);
        missedMessages.clear();
        missedWhispers.clear();
        return first;
    }
}
