package chats.transports;

import chats.commands.Answer;
import chats.counters.Counter;
import chats.counters.RefusedFrames;
import chats.errors.ChatsException;
import chats.errors.SocketError;
import chats.live.ClientSocket;
import chats.live.Closing;
import chats.live.DroppableEvent;
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

/**
 * An open plain WebSocket: has its outbox, answers its frames, watches its heartbeat and closes it.
 *
 * <p>Lock: this object guards the first reason for closing. No other lock is taken inside it.
 */
final class PlainSocket implements ClientSocket, OutboxListener {
    private static final System.Logger LOG = System.getLogger(PlainSocket.class.getName());

    private final Session session;
    private final PlainWriters writers;
    private final Outbox<PlainFrame> outbox;
    private volatile long receivedAt = System.nanoTime();
    private long pingedAt = receivedAt;
    private volatile Closing closedFor;
    private volatile long closedAt;
    private boolean cutOff;

    PlainSocket(Session session, Limits limits, PlainWriters writers) {
        this.session = session;
        this.writers = writers;
        this.outbox = new Outbox<>(limits, new PlainWire(session), writers.writers(), this);
    }

    @Override
    public void emit(ServerEvent event) {
        outbox.offer(event.as(TextFrame.ENCODING));
    }

    @Override
    public void emit(DroppableEvent event) {
        if (outbox.offerDroppable(event.key(), event.as(TextFrame.ENCODING))) {
            Counter.DROPPED.add();
        }
    }

    @Override
    public void dropSignals(long chatId) {
        outbox.dropDroppable(DroppableEvent.Key.of(chatId));
    }

    @Override
    public double fill() {
        return outbox.fill();
    }

    /** The peer has sent a frame. */
    void alive() {
        receivedAt = System.nanoTime();
    }

    /**
     * Pings a peer that has sent nothing for the interval, and closes the socket if nothing came within the timeout
     * after the ping. A peer is not pinged while frames wait for it: their writes have a timeout of their own.
     */
    void checkHeartbeat(long intervalNanos, long timeoutNanos) {
        if (closedFor != null) {
            return;
        }
        long now = System.nanoTime();
        boolean asked = pingedAt - receivedAt > 0;
        if (asked && now - pingedAt > timeoutNanos) {
            close(Closing.HEARTBEAT_MISSED);
        } else if (!asked && now - receivedAt > intervalNanos && outbox.size() == 0) {
            pingedAt = now;
            outbox.offer(Ping.PING);
        }
    }

    /** @param id of the client's frame; if null, the frame is answered only when it fails */
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

    /** Why the server closed the socket; empty if it is open, or if the peer or the network ended it. */
    Optional<Closing> closedFor() {
        return Optional.ofNullable(closedFor);
    }

    @Override
    public void close(Closing why) {
        close(why, session::close);
    }

    /**
     * Ends the connection if the server closed the socket so long ago. This is needed, because the container waits for
     * the peer's close frame as long as the peer sends anything. First the TCP connection is shut down. After the same
     * time again the container is told to close the connection, because it forgets some connections that were being
     * written to.
     *
     * @return whether the connection was ended for good, so that the socket need not be watched any more
     */
    boolean endAfter(long nanos) {
        // closedFor is set last
        if (closedFor == null) {
            return false;
        }
        long since = System.nanoTime() - closedAt;
        if (since < nanos) {
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

    /**
     * Bounds the messages that arrive. If one exceeds the bound, the connection ends without waiting for the peer's
     * close frame, because the container does not read from the connection any more.
     */
    void boundMessages(MessageBound bound) {
        LibertySessions.bound(session, bound, why -> close(why, reason -> LibertySessions.end(session, reason)));
    }

    /**
     * Closes the session on another thread, because that may take seconds if the peer is dead. If a socket is closed
     * twice, the second thread may run first. So both send the first reason.
     */
    private void close(Closing why, CloseAction action) {
        Closing first = closeFor(why);
        outbox.close();
        writers.threads().execute(() -> {
            try {
                action.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(first.code()), first.reason()));
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "A socket was already closed, or closing it failed", e);
            }
        });
    }

    /** @return the first reason for closing the socket */
    private synchronized Closing closeFor(Closing why) {
        if (closedFor == null) {
            closedAt = System.nanoTime();
            closedFor = why;
        }
        return closedFor;
    }

    private interface CloseAction {
        void close(CloseReason reason) throws IOException;
    }
}
