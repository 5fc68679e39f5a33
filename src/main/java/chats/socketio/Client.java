package chats.socketio;

import chats.socketio.engine.EngineListener;
import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One client and the namespaces that it is connected to, over one session. A client is a guest until a namespace that
 * authenticates its users has accepted it. A guest has a limited time to connect, may send only text, and at most
 * {@value #MOST_CONNECTS} CONNECTs. The session ends on a malformed packet, and on a packet for a namespace that the
 * client is not connected to. The namespace is checked before the data is parsed.
 *
 * <p>Packets are handled on the thread that reads the session, one at a time.
 *
 * <p>Lock: this object guards {@code sockets}, {@code closed} and the counters. Inside it only the locks of a byte
 * reservation are taken. Handlers are made and called without it.
 */
final class Client implements EngineListener {

    private static final System.Logger LOG = System.getLogger(Client.class.getName());

    private static final int MOST_CONNECTS = 20;
    private static final int MOST_REFUSALS = 10;

    private final SocketIo io;
    private final EngineSession session;
    /**
     * By namespace; null while the namespace decides on a CONNECT. A tree map, because it is small when it has one or
     * two entries.
     */
    private final Map<String, NamespaceSocket> sockets = new TreeMap<>();

    private boolean closed;
    private int connects;
    /** CONNECTs that were refused since a namespace that authenticates its users accepted one. */
    private int refusals;

    /** The packet whose attachments are still arriving; written only by the thread that reads. */
    private volatile PacketAssembly assembly;

    Client(SocketIo io, EngineSession session) {
        this.io = io;
        this.session = session;
        limitTimeToConnect();
    }

    EngineSession session() {
        return session;
    }

    private void limitTimeToConnect() {
        session.remindAt(io.engine().now() + io.engine().nanos(io.settings().connectTimeout()));
    }

    @Override
    public void onText(String data) {
        try {
            if (assembly != null) {
                throw new MalformedPacket("text instead of an attachment");
            }
            Packet packet = Packet.decode(data);
            if (packet.type().hasAttachments()) {
                assemble(packet);
            } else {
                handle(packet, List.of());
            }
        } catch (MalformedPacket malformed) {
            session.close(Reason.PARSE_ERROR);
        }
    }

    private void assemble(Packet packet) throws MalformedPacket {
        if (!session.isAccepted()) {
            throw new MalformedPacket("attachments from a guest");
        }
        socket(packet);
        assembly =
                new PacketAssembly(packet, session.reservation(), io.settings().maxPayload());
        synchronized (this) {
            if (closed) {
                assembly.end();
            }
        }
    }

    @Override
    public void onBinary(byte[] data) {
        try {
            PacketAssembly unfinished = assembly;
            if (unfinished == null) {
                throw new MalformedPacket("unexpected attachment");
            }
            unfinished.add(data);
            if (unfinished.isComplete()) {
                assembly = null;
                handle(unfinished.packet(), unfinished.attachments());
                unfinished.end();
            }
        } catch (MalformedPacket malformed) {
            session.close(Reason.PARSE_ERROR);
        }
    }

    private void handle(Packet packet, List<byte[]> attachments) throws MalformedPacket {
        switch (packet.type()) {
            case CONNECT -> connect(packet);
            case DISCONNECT -> {
                if (!packet.data().isEmpty()) {
                    throw new MalformedPacket("DISCONNECT with data");
                }
                leave(socket(packet), packet.namespace(), "client namespace disconnect");
                session.ignored();
            }
            case EVENT, BINARY_EVENT -> {
                NamespaceSocket socket = socket(packet);
                socket.onEvent(EventData.read(packet.data(), attachments), packet.id());
            }
            case ACK, BINARY_ACK -> {
                NamespaceSocket socket = socket(packet);
                Optional<JsonNode> data = SocketIoJson.read(packet.data());
                List<JsonNode> args = data.isEmpty() ? List.of() : EventData.array(data.get(), attachments);
                if (!socket.onAck(packet.id(), args)) {
                    session.ignored();
                }
            }
            default -> throw new MalformedPacket("CONNECT_ERROR from a client");
        }
    }

    private static JsonNode auth(String data) throws MalformedPacket {
        if (data.isEmpty()) {
            return SocketIoJson.emptyObject();
        }
        return SocketIoJson.readOfGuest(data)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new MalformedPacket("auth is not an object"));
    }

    private synchronized NamespaceSocket socket(Packet packet) throws MalformedPacket {
        NamespaceSocket socket = sockets.get(packet.namespace());
        if (socket == null) {
            throw new MalformedPacket("not connected to the namespace");
        }
        return socket;
    }

    private void connect(Packet packet) throws MalformedPacket {
        String name = packet.namespace();
        Namespace namespace = io.namespaces().get(name);
        synchronized (this) {
            if (!session.isAccepted() && ++connects > MOST_CONNECTS) {
                throw new MalformedPacket("too many CONNECTs");
            }
            if (namespace != null && sockets.containsKey(name)) {
                throw new MalformedPacket("CONNECT twice");
            }
        }
        session.ignored();
        if (namespace == null) {
            refuse(name, new Decision.Refuse("Invalid namespace", Optional.empty()));
            return;
        }
        JsonNode auth = auth(packet.data());
        synchronized (this) {
            sockets.put(name, null);
        }
        try {
            namespace
                    .connect(new ConnectRequest(session, auth))
                    .whenComplete((decision, failure) -> decided(name, decision, failure));
        } catch (RuntimeException failure) {
            decided(name, Decision.abort(), failure);
        }
    }

    private void decided(String name, Decision decision, Throwable failure) {
        if (failure != null) {
            LOG.log(System.Logger.Level.WARNING, "Deciding on a CONNECT to namespace " + name + " failed", failure);
        }
        if (failure == null && decision instanceof Decision.Accept accept) {
            accept(name, accept);
            return;
        }
        synchronized (this) {
            sockets.remove(name);
        }
        if (failure == null && decision instanceof Decision.Refuse refuse) {
            refuse(name, refuse);
        } else {
            session.close();
        }
    }

    private void refuse(String name, Decision.Refuse refusal) {
        session.send(PacketEncoder.connectError(name, refusal));
        boolean isLast;
        synchronized (this) {
            isLast = ++refusals >= MOST_REFUSALS;
        }
        if (isLast) {
            session.close(Reason.FLOODING);
        }
    }

    private void accept(String name, Decision.Accept accept) {
        NamespaceSocket socket = new NamespaceSocket(this, name, io.engine().newId(), accept.isKnown());
        synchronized (this) {
            if (closed) {
                return;
            }
            sockets.put(name, socket);
            refusals = accept.isKnown() ? 0 : refusals;
        }
        if (accept.isKnown()) {
            session.forgetReminder();
            session.accept();
        }
        try {
            socket.open(accept.handler());
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "Making a handler for namespace " + name + " failed", failed);
            session.close();
        }
    }

    void leave(NamespaceSocket socket, String namespace, String reason) {
        boolean isGuest;
        synchronized (this) {
            sockets.remove(namespace, socket);
            isGuest = !closed && !isKnown();
        }
        socket.end(reason);
        if (isGuest && socket.isKnown()) {
            limitTimeToConnect();
            session.leave();
        }
    }

    @Override
    public void onReminder() {
        boolean isGuest;
        synchronized (this) {
            isGuest = !isKnown();
        }
        if (isGuest) {
            session.close();
        }
    }

    @Override
    public void onClose(String reason) {
        List<NamespaceSocket> left;
        synchronized (this) {
            closed = true;
            left = connected();
            sockets.clear();
        }
        PacketAssembly unfinished = assembly;
        if (unfinished != null) {
            unfinished.end();
        }
        left.forEach(socket -> socket.end(reason));
    }

    private boolean isKnown() {
        return connected().stream().anyMatch(NamespaceSocket::isKnown);
    }

    private List<NamespaceSocket> connected() {
        return sockets.values().stream().filter(Objects::nonNull).toList();
    }
}
