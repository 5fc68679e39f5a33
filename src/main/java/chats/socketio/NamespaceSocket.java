package chats.socketio;

import chats.socketio.engine.EnginePacket;
import chats.socketio.engine.EngineSession;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A client in one namespace, from its CONNECT until the client or the server disconnects it.
 *
 * <p>Lock: this object guards {@code pendingAcks}, {@code lastAckId} and {@code ended}. No other lock is taken inside
 * it, and the handler is called without it.
 */
final class NamespaceSocket implements Socket {

    /** How many acknowledgements of a client may be pending; beyond that, an event that wants one is not sent. */
    private static final int MAX_PENDING_ACKS = 1_000;

    private static final System.Logger LOG = System.getLogger(NamespaceSocket.class.getName());

    private final Client client;
    private final String namespace;
    private final String id;
    private final boolean isKnown;
    private final CompletableFuture<SocketHandler> handler = new CompletableFuture<>();
    private Map<Long, Consumer<List<JsonNode>>> pendingAcks;
    private long lastAckId;
    private volatile boolean ended;

    /** @param isKnown whether the namespace has authenticated the client */
    NamespaceSocket(Client client, String namespace, String id, boolean isKnown) {
        this.client = client;
        this.namespace = namespace;
        this.id = id;
        this.isKnown = isKnown;
    }

    boolean isKnown() {
        return isKnown;
    }

    /**
     * Sends the answer to the CONNECT, then makes the handler. Events of the client wait until the handler is made. The
     * caller must hold no lock: the handler takes locks of the application, and a thread that holds one of them may be
     * sending to this socket at that moment.
     */
    void open(Function<Socket, SocketHandler> maker) {
        session().send(PacketEncoder.connect(namespace, id));
        try {
            handler.complete(maker.apply(this));
        } catch (RuntimeException failed) {
            handler.complete(SocketHandler.IGNORE);
            throw failed;
        }
    }

    void onEvent(EventData event, long ackId) {
        SocketHandler listener = handler.join();
        if (ended) {
            return;
        }
        Ack ack = ackId == Packet.NO_ID ? Ack.NONE : new Answer(ackId);
        runHandler(() -> event.args()
                .ifPresentOrElse(
                        args -> {
                            if (event.isBinary()) {
                                listener.onBinaryEvent(event.name(), args, ack);
                            } else {
                                listener.onEvent(event.name(), args, ack);
                            }
                        },
                        () -> listener.onUnreadable(event.name(), ack)));
    }

    /** @return false if no event waits for this acknowledgement */
    boolean onAck(long ackId, List<JsonNode> args) {
        Consumer<List<JsonNode>> waiting;
        synchronized (this) {
            waiting = pendingAcks == null ? null : pendingAcks.remove(ackId);
        }
        if (waiting != null) {
            runHandler(() -> waiting.accept(args));
        }
        return waiting != null;
    }

    /** The socket is over. The handler is told once. */
    void end(String reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            pendingAcks = null;
        }
        handler.thenAccept(listener -> runHandler(() -> listener.onDisconnect(reason)));
    }

    private void runHandler(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "A handler of namespace " + namespace + " failed", failed);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public EngineSession session() {
        return client.session();
    }

    @Override
    public boolean emit(String event, String json) {
        return send(PacketEncoder.event(namespace, event, json));
    }

    @Override
    public boolean emit(String event, List<JsonNode> args) {
        return send(PacketEncoder.event(namespace, event, args, Packet.NO_ID));
    }

    @Override
    public boolean emit(String event, List<JsonNode> args, Consumer<List<JsonNode>> onAck) {
        long ackId;
        synchronized (this) {
            if (pendingAcks == null) {
                pendingAcks = new HashMap<>();
            }
            if (ended || pendingAcks.size() >= MAX_PENDING_ACKS) {
                return false;
            }
            ackId = lastAckId++;
            pendingAcks.put(ackId, onAck);
        }
        return send(PacketEncoder.event(namespace, event, args, ackId));
    }

    @Override
    public boolean send(Broadcast broadcast) {
        return send(packet(broadcast));
    }

    @Override
    public boolean sendDroppable(Object key, Broadcast broadcast) {
        return !ended && session().sendDroppable(key, packet(broadcast));
    }

    @Override
    public void dropDroppable(Predicate<Object> keys) {
        session().dropDroppable(keys);
    }

    private EnginePacket packet(Broadcast broadcast) {
        if (!broadcast.namespace().equals(namespace)) {
            throw new IllegalArgumentException("made for another namespace: " + broadcast.namespace());
        }
        return broadcast.packet();
    }

    private boolean send(EnginePacket packet) {
        return !ended && session().send(packet);
    }

    @Override
    public double fill() {
        return session().fill();
    }

    @Override
    public void disconnect() {
        if (send(PacketEncoder.disconnect(namespace))) {
            client.leave(this, namespace, "server namespace disconnect");
        }
    }

    @Override
    public void closeTransport() {
        session().close();
    }

    private final class Answer implements Ack {

        private final long ackId;
        private final AtomicBoolean answered = new AtomicBoolean();

        Answer(long ackId) {
            this.ackId = ackId;
        }

        @Override
        public boolean isWanted() {
            return true;
        }

        @Override
        public void send(String json) {
            if (answered.compareAndSet(false, true)) {
                NamespaceSocket.this.send(PacketEncoder.ack(namespace, ackId, json));
            }
        }

        @Override
        public void send(List<JsonNode> args) {
            if (answered.compareAndSet(false, true)) {
                NamespaceSocket.this.send(PacketEncoder.ack(namespace, ackId, args));
            }
        }
    }
}
