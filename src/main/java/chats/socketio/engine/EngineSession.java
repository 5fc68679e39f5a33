package chats.socketio.engine;

import chats.outbox.Outbox;
import chats.outbox.OutboxListener;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The session of one client, over all its transports.
 *
 * <p>Life cycle: a session is open from its handshake on. It is closing when the server has called {@link #close} and
 * waiting packets are still being sent. It is closed when these are sent, or when the client, a timeout or an error has
 * ended it. The listener is told once, when the session stops being open.
 *
 * <p>Locks: {@code inbound} makes the packets of a client take effect one at a time. The listener is called inside it,
 * so all locks of the application may be taken inside it, and it is held while a handler waits for the database. This
 * object's own lock guards the state, the owner and the upgrade. No other lock is taken inside that one.
 */
public final class EngineSession implements OutboxListener {

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** How long a polling client may take to fetch the close packet; the same time as in the official server. */
    private static final long COLLECT_MILLIS = 30_000;

    /** How many WebSocket pings of a guest are answered. So few answers always fit into the kernel's buffers. */
    private static final int MOST_PONGS_FOR_A_GUEST = 20;

    /** If so many packets wait, no pong is added to them. RFC 6455, 5.5.3 requires only a pong to the latest ping. */
    private static final int MOST_WAITING_FOR_A_PONG = 64;

    private final EngineServer server;
    private final String id;
    private final Outbox<EnginePacket> outbox;
    private final Heartbeat heartbeat;
    private final OneShotTimer reminder = new OneShotTimer();
    private final EngineListener listener;
    private final Handshake handshake;
    private final FloodGuard flood = new FloodGuard();
    /** Held while a packet takes effect, from whichever transport it came. */
    private final Object inbound = new Object();

    private volatile State state = State.OPEN;
    private volatile Transport transport;
    private volatile boolean broken;
    private volatile boolean accepted;
    private int pongs;
    private UpgradeRole upgrade;
    private Object owner;

    EngineSession(EngineServer server, String id, Handshake handshake, boolean isWebSocket) {
        this.server = server;
        this.id = id;
        this.handshake = handshake;
        this.owner = handshake.owner().orElse(null);
        this.heartbeat = server.heartbeat();
        if (isWebSocket) {
            WebSocketTransport socket = new WebSocketTransport(server, new CarrierRole(this));
            transport = socket;
            outbox = server.outbox(socket, this);
        } else {
            PollingTransport polling = new PollingTransport(this);
            transport = polling;
            outbox = server.outbox(polling, this);
        }
        outbox.hold();
        outbox.offer(EnginePacket.open(server.openPacket(id, !isWebSocket)));
        listener = server.accept(this);
    }

    /** An id that cannot be guessed: only the client that got the answer to the handshake knows it. */
    public String id() {
        return id;
    }

    public Handshake handshake() {
        return handshake;
    }

    /** A namespace that authenticates its users has accepted the client: the bounds of guests no longer apply. */
    public void accept() {
        Optional<Object> claimant;
        synchronized (this) {
            claimant = Optional.ofNullable(owner);
            accepted = true;
        }
        handshake.lease().accepted(claimant);
        if (transport instanceof WebSocketTransport socket) {
            socket.accepted();
        }
    }

    /**
     * The client is in no such namespace any more. The session goes on for a limited time, unless there are too many
     * such sessions.
     */
    public void leave() {
        if (!handshake.lease().left()) {
            close(Reason.NO_ROOM);
        }
    }

    /** Whether a namespace that authenticates its users has ever accepted the client. */
    public boolean isAccepted() {
        return accepted;
    }

    /** A reservation for a message that is still arriving; nothing is reserved in it yet. */
    public ByteReservation reservation() {
        return handshake.lease().reservation();
    }

    /** Bound in bytes for one message, and for the body of one request. */
    int maxMessage() {
        return accepted ? server.settings().maxPayload() : server.settings().guestPayload();
    }

    /**
     * Binds the session to a user, for good.
     *
     * @return false if the session belongs to another user
     */
    public synchronized boolean claim(Object claimant) {
        if (owner == null) {
            owner = claimant;
        }
        return owner.equals(claimant);
    }

    /** @return false if the packet will not be sent, because the session is over or its outbox is full */
    public boolean send(EnginePacket packet) {
        return outbox.offer(packet);
    }

    /**
     * Sends a packet that a slow client may lose, see {@link Outbox#offerDroppable}.
     *
     * @return whether an older one was dropped to make room
     */
    public boolean sendDroppable(Object key, EnginePacket packet) {
        return outbox.offerDroppable(key, packet);
    }

    /** Drops the packets with these keys that wait, see {@link Outbox#dropDroppable}. */
    public void dropDroppable(Predicate<Object> keys) {
        outbox.dropDroppable(keys);
    }

    /** The used share of the outbox, see {@link Outbox#fill}. */
    public double fill() {
        return outbox.fill();
    }

    /** Ends the session after the waiting packets are sent. */
    public void close() {
        close(Reason.FORCED_CLOSE);
    }

    public void close(String reason) {
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
        }
        remindAt(server.now() + server.nanos(COLLECT_MILLIS));
        outbox.finish(EnginePacket.CLOSE);
        listener.onClose(reason);
    }

    /**
     * Sets the time of {@link EngineListener#onReminder}, in nanoseconds of the server's clock. Replaces an earlier
     * one.
     */
    public void remindAt(long nanos) {
        reminder.set(nanos);
    }

    public void forgetReminder() {
        if (state == State.OPEN) {
            reminder.clear();
        }
    }

    Outbox<EnginePacket> outbox() {
        return outbox;
    }

    Transport transport() {
        return transport;
    }

    /** Whether the session ended because the client broke the protocol. */
    boolean isBroken() {
        return broken;
    }

    void receive(Inbound packet) {
        synchronized (inbound) {
            if (state != State.OPEN) {
                return;
            }
            if (packet instanceof Inbound.Signal signal) {
                ignored();
                signal(signal.type());
            } else {
                heartbeat.packet(server.now());
                if (packet instanceof Inbound.Text text) {
                    listener.onText(text.data());
                } else if (packet instanceof Inbound.Binary binary) {
                    listener.onBinary(binary.data());
                } else {
                    breakOff(Reason.PARSE_ERROR);
                }
            }
        }
    }

    /**
     * Counts something of the client that has no effect. Too much of it within a short time ends the session, see
     * {@link FloodGuard}.
     */
    public void ignored() {
        if (flood.isTooMuch(server.now())) {
            end(Reason.FLOODING);
            transport.cut();
        }
    }

    /** Sends the answer to a control frame of the client. */
    void answer(EnginePacket answer) {
        ignored();
        if (!accepted && ++pongs > MOST_PONGS_FOR_A_GUEST) {
            end(Reason.FLOODING);
        } else if (outbox.size() < MOST_WAITING_FOR_A_PONG) {
            send(answer);
        }
    }

    private void signal(char type) {
        if (type == Inbound.PONG) {
            heartbeat.pong(server.now());
            return;
        }
        heartbeat.packet(server.now());
        switch (type) {
            case Inbound.CLOSE -> {
                if (transport instanceof PollingTransport polling) {
                    polling.endPoll(EnginePacket.NOOP);
                }
                end(Reason.TRANSPORT_CLOSE);
            }
            case Inbound.PING -> breakOff(Reason.TRANSPORT_ERROR);
            default -> {
                // open, upgrade and noop mean nothing here
            }
        }
    }

    /** Ends the session because the client broke the protocol. */
    void breakOff(String reason) {
        broken = true;
        end(reason);
        if (transport instanceof PollingTransport polling) {
            polling.endUpload();
        }
    }

    void end(String reason) {
        end(reason, EnginePacket.CLOSE);
    }

    /** @param last the last packet, sent if the client can still receive it */
    void end(String reason, EnginePacket last) {
        UpgradeRole unfinished;
        boolean wasOpen;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            wasOpen = state == State.OPEN;
            state = State.CLOSED;
            unfinished = upgrade;
        }
        server.forget(this);
        handshake.lease().close();
        if (unfinished != null) {
            unfinished.abandon();
        }
        if (transport instanceof PollingTransport polling) {
            outbox.close();
            polling.endPoll(last);
            polling.endUnfinishedUpload();
        } else {
            outbox.finish(last);
        }
        if (wasOpen) {
            listener.onClose(reason);
        }
    }

    /** The WebSocket has ended. */
    void gone() {
        outbox.close();
        end(Reason.TRANSPORT_CLOSE);
    }

    @Override
    public void overflowed() {
        end(Reason.TOO_SLOW);
        transport.cut();
    }

    @Override
    public void failed(Throwable cause) {
        end(Reason.TRANSPORT_ERROR);
        transport.cut();
    }

    /**
     * @return the WebSocket for an upgrade; its role is {@link WebSocketRole#REFUSED} if the session cannot be upgraded
     *     now
     */
    synchronized WebSocketTransport tryUpgrade() {
        if (state != State.OPEN || upgrade != null || transport instanceof WebSocketTransport) {
            return new WebSocketTransport(server, WebSocketRole.REFUSED);
        }
        upgrade = new UpgradeRole(server, this);
        return upgrade.transport();
    }

    synchronized void upgradeEnded(UpgradeRole ended) {
        if (upgrade == ended) {
            upgrade = null;
        }
    }

    /** Completes an upgrade: the WebSocket becomes the transport. Called on the thread that reads the WebSocket. */
    void moveTo(WebSocketTransport socket) {
        PollingTransport polling;
        synchronized (this) {
            upgrade = null;
            if (state == State.CLOSED || !(transport instanceof PollingTransport before)) {
                polling = null;
            } else {
                polling = before;
                transport = socket;
            }
        }
        if (polling == null) {
            socket.takeRole(WebSocketRole.REFUSED);
            socket.writeDirectly(EnginePacket.CLOSE);
            return;
        }
        socket.takeRole(new CarrierRole(this));
        if (accepted) {
            socket.accepted();
        }
        outbox.rewire(socket);
        polling.moveTo(socket);
        outbox.release();
    }

    void later(Runnable work, long millis) {
        server.later(work, millis);
    }

    /** Answers a waiting poll with a NOOP if there is nothing else to send. */
    void releasePoll() {
        if (transport instanceof PollingTransport polling && polling.isPollWaiting() && outbox.size() == 0) {
            outbox.offer(EnginePacket.NOOP);
        }
    }

    /** Called each time the server's timer fires. Never blocks. */
    void check(long now) {
        if (reminder.isDue(now)) {
            server.run(() -> {
                if (state == State.CLOSING) {
                    end(Reason.FORCED_CLOSE);
                } else {
                    listener.onReminder();
                }
            });
        }
        if (transport instanceof PollingTransport polling && polling.isLate(now)) {
            server.run(() -> breakOff(Reason.TRANSPORT_ERROR));
        }
        if (state == State.OPEN) {
            switch (heartbeat.check(now)) {
                case PING -> outbox.offer(EnginePacket.PING);
                case TIMEOUT -> server.run(() -> end(Reason.PING_TIMEOUT));
                case NOTHING -> {
                    // not yet
                }
            }
        }
    }

    /** @return whether the session is over, also if its timeout has passed and the timer has not checked it yet */
    boolean isOver(long now) {
        if (state == State.OPEN && heartbeat.isOver(now)) {
            end(Reason.PING_TIMEOUT);
        }
        return state == State.CLOSED;
    }
}
