package chats.socketio.engine;

import chats.socketio.websocket.ClientFrames;
import chats.socketio.websocket.FakeConnection;
import chats.socketio.websocket.Frames;
import chats.socketio.websocket.WebSocketConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A client on a WebSocket, in memory: {@code peer.sends("40"); assertEquals(…, peer.hears())}. */
public final class Peer {

    public static final Handshake HANDSHAKE = new Handshake(Optional.empty(), "here", SessionLease.UNBOUNDED);

    final FakeConnection connection = new FakeConnection();
    final EngineSession session;
    private int read;

    private Peer(EngineSession session, WebSocketTransport transport) {
        this.session = session;
        WebSocketConnection upgraded = new WebSocketConnection();
        transport.listenTo(upgraded);
        upgraded.init(connection);
    }

    /** Opens a session of its own. */
    public static Peer opens(EngineServer server) {
        return opens(server, HANDSHAKE);
    }

    public static Peer opens(EngineServer server, Handshake handshake) {
        EngineSession session = server.open(handshake, true);
        return new Peer(session, (WebSocketTransport) session.transport());
    }

    /** Tries to upgrade a polling session. */
    static Peer upgrades(EngineServer server, EngineSession session) {
        return new Peer(session, session.tryUpgrade());
    }

    public EngineSession session() {
        return session;
    }

    public void sends(String... texts) {
        for (String text : texts) {
            sends(ClientFrames.text(text));
        }
    }

    public void sendsBinary(byte... data) {
        sends(ClientFrames.binary(data));
    }

    public void sends(byte[] frame) {
        try {
            connection.receives(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void vanishes() throws IOException {
        connection.vanishes();
    }

    /** What has come since the last call: texts as they are, other frames by their kind. */
    public List<String> hears() {
        byte[] all = connection.written.toByteArray();
        List<String> frames = new ArrayList<>();
        while (read < all.length) {
            byte[] rest = Arrays.copyOfRange(all, read, all.length);
            int header = Frames.headerLength(rest);
            int length = header == 2
                    ? rest[1]
                    : header == 4
                            ? ByteBuffer.wrap(rest).getChar(2)
                            : (int) ByteBuffer.wrap(rest).getLong(2);
            String text = new String(rest, header, length, StandardCharsets.UTF_8);
            frames.add(
                    switch (rest[0] & 0x0F) {
                        case 1 -> text;
                        case 2 -> "binary " + text;
                        case 8 ->
                            length == 0
                                    ? "close"
                                    : "close " + (int) ByteBuffer.wrap(rest).getChar(header);
                        case 10 -> "pong " + text;
                        default -> throw new IllegalStateException("frame " + rest[0]);
                    });
            read += header + length;
        }
        return frames;
    }

    public boolean isDisconnected() {
        return connection.isClosed;
    }
}
