package chats.live;

import chats.auth.Caller;
import chats.commands.RequestOrigin;
import chats.commands.Sender;
import chats.users.User;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A user's open socket and the chats that it has entered. It lives from {@link Hub#connect} to {@link Hub#disconnect}.
 */
public final class Connection implements Sender {
    /** Replays fill at most this share of the outbox; the rest is for live events. */
    private static final double REPLAYS_SHARE = 0.5;

    private static final AtomicLong IDS = new AtomicLong(RequestOrigin.NO_SOCKET);

    private final long id = IDS.incrementAndGet();
    private final ClientSocket socket;
    private final String address;
    private final ConcurrentMap<Long, Listener> entered = new ConcurrentHashMap<>(4);
    private final ReplayQueue missedMessages = new ReplayQueue();
    private final ReplayQueue missedWhispers = new ReplayQueue();
    private final RefusalFloodGuard refusals = new RefusalFloodGuard();
    private volatile Caller caller;
    private volatile User user;
    private volatile boolean warned;
    private final AtomicBoolean ended = new AtomicBoolean();

    Connection(ClientSocket socket, Caller caller, String address) {
        this.socket = socket;
        this.address = address;
        this.caller = caller;
        this.user = caller.user();
    }

    /** The connection that a command came by: every sender on a node is one. */
    public static Connection of(Sender sender) {
        return (Connection) sender;
    }

    /** Unique on this node, above {@link RequestOrigin#NO_SOCKET}. */
    public long id() {
        return id;
    }

    /** Its login and when its token expires. Who that is, by what nickname, is in {@link #origin()}. */
    public Caller caller() {
        return caller;
    }

    @Override
    public long userId() {
        return caller.user().id();
    }

    @Override
    public RequestOrigin origin() {
        return new RequestOrigin(user, id);
    }

    public ClientSocket socket() {
        return socket;
    }

    /** The user has this nickname from now on. */
    void rename(User renamed) {
        user = renamed;
    }

    /** Continues the connection under a new token of the same user. */
    void renew(Caller renewed) {
        caller = renewed;
        warned = false;
    }

    /** Whether the client must be warned that its token ends soon; true once for each token. */
    boolean mustBeWarned() {
        boolean must = !warned;
        warned = true;
        return must;
    }

    /** Counts a refusal. After too many lately it closes the socket, since the client evidently ignores them. */
    @Override
    public void refused() {
        if (refusals.isTooMuch(System.nanoTime())) {
            socket.close(Closing.FLOODING);
        }
    }

    /** The listeners by chat id: in chats that were entered, and in direct chats in which something has happened since. */
    ConcurrentMap<Long, Listener> entered() {
        return entered;
    }

    ReplayQueue missedMessages() {
        return missedMessages;
    }

    /** Whispers have a queue of their own, so that they do not wait for the replay of a long chat. */
    ReplayQueue missedWhispers() {
        return missedWhispers;
    }

    /** Whether the outbox has space for replayed events; see {@link #REPLAYS_SHARE}. */
    boolean takesReplays() {
        return socket.fill() < REPLAYS_SHARE;
    }

    /** Whether it has ended. */
    public boolean isGone() {
        return ended.get();
    }

    /** The client's IP address. */
    String address() {
        return address;
    }

    /** Ends the connection and drops its replays; false if it had ended before. */
    boolean leave() {
        boolean first = ended.compareAndSet(false, true);
        missedMessages.clear();
        missedWhispers.clear();
        return first;
    }
}
