package chats.socketio.engine;

import chats.outbox.Outbox;
import chats.outbox.OutboxListener;
import java.util.Optional;

/**
 * One client over all its transports. Open from its handshake; closing once this side has asked for the end and what
 * waits is still leaving; closed when the client, a timeout or an error ended it, or when the last packet has left.
 * Its listener hears of the end once, at the first of these.
 */
public final class EngineSession implements OutboxListener {

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    /** How long a polling client may take to come for its close packet; the official server's time. */
    private static final long COLLECT_MILLIS = 30_000;

    /** How many pings of the WebSocket's own are answered until the session is accepted; the answers always fit what the kernel keeps. */
    private static final int MOST_PONGS_FOR_A_GUEST = 20;

    /** How many packets may wait where one more pong still joins them; RFC 6455, 5.5.3 lets all but the last be left out. */
    private static final int BUSY = 64;

    private final EngineServer server;
    private final String id;
    private final Outbox<EnginePacket> outbox;
    private final Heartbeat heartbeat;
    private final OneShotTimer reminder = new OneShotTimer();
    private final EngineListener listener;
    private final Handshake handshake;
    private final FloodGuard flood = new FloodGuard();
    /** One packet at a time takes effect, whichever transports they come from. */
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

    /** Cannot be guessed, so who knows it has seen the handshake's answer. */
    public String id() {
        return id;
    }

    public Handshake handshake() {
        return handshake;
    }

    /** A namespace that knows its users has let it in: from now on it may send as much as its owner may. */
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

    /** It is in no such namespace any more. It goes on, for a while, if there is room for it. */
    public void leave() {
        if (!handshake.lease().left()) {
            close(Reason.NO_ROOM);
        }
    }

    /** Whether a namespace that knows its users has ever let it in. */
    public boolean isAccepted() {
        return accepted;
    }

    /** Room for a message that is under way. */
    public ByteReservation room() {
        return handshake.lease().room();
    }

    /** Bytes of one message, or of one request's body. */
    int maxMessage() {
        return accepted ? server.settings().maxPayload() : server.settings().guestPayload();
    }

    /**
     * Binds the session to someone, for good.
     *
     * @return false if it belongs to someone else already
     */
    public synchronized boolean claim(Object claimant) {
        if (owner == null) {
            owner = claimant;
        }
        return owner.equals(claimant);
    }

    /** @return false if it will not be sent, since the session is over or its outbox has no room */
    public boolean send(EnginePacket packet) {
        return outbox.offer(packet);
    }

    /** How much of the outbox is taken, from 0 to 1 and beyond. */
    public double fill() {
        return outbox.fill();
    }

    /** Ends the session once what waits has left. */
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

    /** Lets the listener be reminded, once; replaces an earlier reminder. In nanoseconds of the server's clock. */
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

    /** Whether it ended by the client's fault. */
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

    /** The client sent something that has no effect: in order now and then, but not a thousand times within ten seconds. */
    public void ignored() {
        if (flood.isTooMuch(server.now())) {
            end(Reason.FLOODING);
            transport.cut();
        }
    }

    /** A control frame of the client's wants this answer. */
    void answer(EnginePacket answer) {
        ignored();
        if (!accepted && ++pongs > MOST_PONGS_FOR_A_GUEST) {
            end(Reason.FLOODING);
        } else if (outbox.size() < BUSY) {
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

    /** The client broke the rules of polling or of packets. */
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

    /** @param last owed to the client, if it can still be told */
    void end(String reason, EnginePacket last) {
        UpgradeRole unfinished;
        boolean isNews;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            isNews = state == State.OPEN;
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
        if (isNews) {
            listener.onClose(reason);
        }
    }

    /** The WebSocket is no more. */
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

    /** @return the WebSocket to upgrade to, in whatever role there is for it */
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
        polling.handOver(socket);
        outbox.release();
    }

    void later(Runnable work, long millis) {
        server.later(work, millis);
    }

    void releasePoll() {
        if (transport instanceof PollingTransport polling && polling.isPollWaiting() && outbox.size() == 0) {
            outbox.offer(EnginePacket.NOOP);
        }
    }

    /** What the clock does, each time it comes round; never blocks. */
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

    /** @return whether it is over, be it that the clock has not come round to it yet */
    boolean isOver(long now) {
        if (state == State.OPEN && heartbeat.isOver(now)) {
            end(Reason.PING_TIMEOUT);
        }
        return state == State.CLOSED;
    }
}
