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

/** A client in one namespace, from its CONNECT until it is disconnected from either side. */
final class NamespaceSocket implements Socket {

    /** How many answers of a client may be outstanding; more are not waited for. */
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

    /** @param isKnown whether the namespace knows who the client is */
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
     * Tells the client, then makes the handler; what the client sends meanwhile waits for it. No lock is held while it is made: it
     * may take locks of its own, and those who hold them may have something for this very socket.
     */
    void open(Function<Socket, SocketHandler> maker) {
        session().send(PacketEncoder.connect(namespace, id));
        try {
            handler.complete(maker.apply(this));
        } catch (RuntimeException failed) {
            handler.complete(SocketHandler.NOBODY);
            throw failed;
        }
    }

    void hear(EventData event, long ackId) {
        SocketHandler listener = handler.join();
        if (ended) {
            return;
        }
        Ack ack = ackId == Packet.NO_ID ? Ack.NONE : new Answer(ackId);
        tell(() -> event.args()
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

    /** @return whether anybody waits for it */
    boolean hearAck(long ackId, List<JsonNode> args) {
        Consumer<List<JsonNode>> waiting;
        synchronized (this) {
            waiting = pendingAcks == null ? null : pendingAcks.remove(ackId);
        }
        if (waiting != null) {
            tell(() -> waiting.accept(args));
        }
        return waiting != null;
    }

    /** The client no longer has this socket. */
    void end(String reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            pendingAcks = null;
        }
        handler.thenAccept(listener -> tell(() -> listener.onDisconnect(reason)));
    }

    private void tell(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "a handler of namespace " + namespace + " failed", failed);
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
        if (!broadcast.namespace().equals(namespace)) {
            throw new IllegalArgumentException("made for another namespace: " + broadcast.namespace());
        }
        return send(broadcast.packet());
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
        private final AtomicBoolean given = new AtomicBoolean();

        Answer(long ackId) {
            this.ackId = ackId;
        }

        @Override
        public boolean isWanted() {
            return true;
        }

        @Override
        public void send(String json) {
            if (given.compareAndSet(false, true)) {
                NamespaceSocket.this.send(PacketEncoder.ack(namespace, ackId, json));
            }
        }

        @Override
        public void send(List<JsonNode> args) {
            if (given.compareAndSet(false, true)) {
                NamespaceSocket.this.send(PacketEncoder.ack(namespace, ackId, args));
            }
        }
    }
}
