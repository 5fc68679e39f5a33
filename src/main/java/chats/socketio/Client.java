package chats.socketio;

import chats.socketio.engine.EngineListener;
import chats.socketio.engine.EngineSession;
import chats.socketio.engine.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One client and the namespaces it is connected to, over one session. It has a while to connect to a first one; a
 * packet for a namespace that it is not connected to ends it, as does anything malformed.
 */
final class Client implements EngineListener {

    private static final System.Logger LOG = System.getLogger(Client.class.getName());

    private final SocketIo io;
    private final EngineSession session;
    /** By namespace; null while it is decided on a CONNECT. A tree, since it takes little room while there are one or two. */
    private final Map<String, NamespaceSocket> sockets = new TreeMap<>();

    private boolean closed;

    /** A packet whose attachments are still arriving; of the reading thread alone. */
    private Optional<Assembly> assembly = Optional.empty();

    private record Assembly(Packet packet, List<byte[]> attachments) {}

    Client(SocketIo io, EngineSession session) {
        this.io = io;
        this.session = session;
        session.remindAt(io.engine().now() + io.engine().nanos(io.settings().connectTimeout()));
    }

    EngineSession session() {
        return session;
    }

    @Override
    public void onText(String data) {
        try {
            if (assembly.isPresent()) {
                throw new MalformedPacket("text instead of an attachment");
            }
            Packet packet = Packet.decode(data);
            if (packet.type().hasAttachments()) {
                assembly = Optional.of(new Assembly(packet, new ArrayList<>(packet.attachments())));
            } else {
                handle(packet, List.of());
            }
        } catch (MalformedPacket malformed) {
            session.close(Reason.PARSE_ERROR);
        }
    }

    @Override
    public void onBinary(byte[] data) {
        try {
            Assembly unfinished =
                    assembly.orElseThrow(() -> new MalformedPacket("an attachment that nobody waits for"));
            unfinished.attachments().add(data);
            if (unfinished.attachments().size() == unfinished.packet().attachments()) {
                assembly = Optional.empty();
                handle(unfinished.packet(), unfinished.attachments());
            }
        } catch (MalformedPacket malformed) {
            session.close(Reason.PARSE_ERROR);
        }
    }

    private void handle(Packet packet, List<byte[]> attachments) throws MalformedPacket {
        switch (packet.type()) {
            case CONNECT -> connect(packet.namespace(), auth(packet.data()));
            case DISCONNECT -> {
                if (!packet.data().isEmpty()) {
                    throw new MalformedPacket("DISCONNECT with data");
                }
                leave(socket(packet), packet.namespace(), "client namespace disconnect");
            }
            case EVENT, BINARY_EVENT -> {
                EventData event = EventData.read(packet.data(), attachments);
                socket(packet).hear(event, packet.id());
            }
            case ACK, BINARY_ACK -> {
                Optional<JsonNode> data = Json.read(packet.data());
                List<JsonNode> args = data.isEmpty() ? List.of() : EventData.array(data.get(), attachments);
                socket(packet).hearAck(packet.id(), args);
            }
            default -> throw new MalformedPacket("CONNECT_ERROR from a client");
        }
    }

    private static JsonNode auth(String data) throws MalformedPacket {
        if (data.isEmpty()) {
            return Json.emptyObject();
        }
        return Json.read(data)
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

    private void connect(String name, JsonNode auth) throws MalformedPacket {
        Namespace namespace = io.namespaces().get(name);
        if (namespace == null) {
            session.send(PacketEncoder.connectError(name, new Decision.Refuse("Invalid namespace", Optional.empty())));
            return;
        }
        synchronized (this) {
            if (sockets.containsKey(name)) {
                throw new MalformedPacket("CONNECT twice");
            }
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
            LOG.log(System.Logger.Level.WARNING, "nobody could decide on a CONNECT to " + name, failure);
        }
        if (failure == null && decision instanceof Decision.Accept accept) {
            let(name, accept);
            return;
        }
        synchronized (this) {
            sockets.remove(name);
        }
        if (failure == null && decision instanceof Decision.Refuse refuse) {
            session.send(PacketEncoder.connectError(name, refuse));
        } else {
            session.close();
        }
    }

    private void let(String name, Decision.Accept accept) {
        NamespaceSocket socket = new NamespaceSocket(this, name, io.engine().newId());
        synchronized (this) {
            if (closed) {
                return;
            }
            sockets.put(name, socket);
        }
        session.forgetReminder();
        try {
            socket.open(accept.handler());
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "no handler could be made for namespace " + name, failed);
            session.close();
        }
    }

    void leave(NamespaceSocket socket, String namespace, String reason) {
        synchronized (this) {
            sockets.remove(namespace, socket);
        }
        socket.end(reason);
    }

    @Override
    public void onReminder() {
        boolean isIdle;
        synchronized (this) {
            isIdle = connected().isEmpty();
        }
        if (isIdle) {
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
        left.forEach(socket -> socket.end(reason));
    }

    private List<NamespaceSocket> connected() {
        return sockets.values().stream().filter(Objects::nonNull).toList();
    }
}
