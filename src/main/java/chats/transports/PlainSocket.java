package chats.transports;

import chats.commands.Answer;
import chats.counters.Counter;
import chats.counters.RefusedFrames;
import chats.errors.ChatsException;
import chats.errors.SocketError;
import chats.live.ClientSocket;
import chats.live.Closing;
import chats.live.ServerEvent;
import chats.outbox.Limits;
import chats.outbox.Outbox;
import chats.outbox.OutboxListener;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** An open socket of the plain door: its outbox, and how it is answered and closed. */
final class PlainSocket implements ClientSocket, OutboxListener {
    private static final System.Logger LOG = System.getLogger(PlainSocket.class.getName());

    private final Session session;
    private final PlainWriters writers;
    private final Outbox<PlainFrame> outbox;
    private volatile long heardAt = System.nanoTime();
    private long pingedAt = heardAt;
    private volatile Closing closedFor;
    private volatile long closedAt;
    private boolean cutOff;

    PlainSocket(Session session, Limits limits, PlainWriters writers) {
        this.session = session;
        this.writers = writers;
        this.outbox = new Outbox<>(limits, new PlainWire(session), writers.lanes(), this);
    }

    @Override
    public void emit(ServerEvent event) {
        outbox.offer(event.as(TextFrame.ENCODING));
    }

    @Override
    public double fill() {
        return outbox.fill();
    }

    /** The peer was heard. */
    void alive() {
        heardAt = System.nanoTime();
    }

    /**
     * Asks a silent peer for a sign of life, and gives up on one that was asked and gave none. One that is being written to is not
     * asked meanwhile, nor held to have been: the write itself has a bound in time.
     */
    void checkHeartbeat(long intervalNanos, long timeoutNanos) {
        if (closedFor != null) {
            return;
        }
        long now = System.nanoTime();
        boolean asked = pingedAt - heardAt > 0;
        if (asked && now - pingedAt > timeoutNanos) {
            close(Closing.HEARTBEAT_MISSED);
        } else if (!asked && now - heardAt > intervalNanos && outbox.size() == 0) {
            pingedAt = now;
            outbox.offer(Ping.PING);
        }
    }

    /** The answer to a frame; one without an id is answered only when it fails. */
    Answer answer(String event, JsonNode id) {
        return new Answer() {
            @Override
            public void acknowledge(String json) {
                if (id != null) {
                    outbox.offer(TextFrame.of(event, json, id));
                }
            }

            @Override
            public void refuse(ChatsException refusal) {
                RefusedFrames.add(refusal.code());
                outbox.offer(TextFrame.refusal(SocketError.of(refusal), id));
            }
        };
    }

    @Override
    public void overflowed() {
        Counter.OUTBOX_OVERFLOWS.add();
        close(Closing.TOO_SLOW);
    }

    @Override
    public void failed(Throwable cause) {
        LOG.log(Level.DEBUG, "A socket cannot be written to", cause);
        close(Closing.TOO_SLOW);
    }

    /** Why this end closed it; empty if it was the peer, or the network. */
    Optional<Closing> closedFor() {
        return Optional.ofNullable(closedFor);
    }

    @Override
    public void close(Closing why) {
        close(why, session::close);
    }

    /**
     * Ends the connection of a socket that this end closed so long ago. The container waits for the peer's close frame as long as the peer sends
     * anything. The peer is cut off first; as long again after that, the connection is closed, since the container forgets some that were being
     * written to.
     *
     * @return whether there is nothing left to do
     */
    boolean endAfter(long nanos) {
        long since = System.nanoTime() - closedAt;
        if (closedFor == null || since < nanos) {
            return false;
        }
        boolean last = since >= 2 * nanos;
        if (last || !cutOff) {
            cutOff = true;
            writers.threads().execute(() -> end(last));
        }
        return last;
    }

    private void end(boolean last) {
        try {
            if (last) {
                LibertySessions.close(session);
            } else {
                LibertySessions.cutOff(session);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The connection of a closed socket could not be ended", e);
        }
    }

    /** Bounds the messages that arrive. Beyond the bound the connection ends at once, without the peer's close frame: it would be read by nobody. */
    void boundMessages(MessageBound bound) {
        LibertySessions.bound(session, bound, why -> close(why, reason -> LibertySessions.end(session, reason)));
    }

    /**
     * Closing may take seconds on a dead peer, so it has a thread of its own. A socket may be closed for two reasons in short order. Their threads
     * may overtake each other, so each tells the peer the first reason.
     */
    private void close(Closing why, Way way) {
        Closing first = closeFor(why);
        outbox.close();
        writers.threads().execute(() -> {
            try {
                way.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(first.code()), first.reason()));
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "A socket was closed already, or could not be closed", e);
            }
        });
    }

    /** @return why the socket was closed first */
    private synchronized Closing closeFor(Closing why) {
        if (closedFor == null) {
            closedAt = System.nanoTime();
            closedFor = why;
        }
        return closedFor;
    }

    /** A way to close a session. */
    private interface Way {
        void close(CloseReason reason) throws IOException;
    }
}
