package chats.stories;

import chats.client.Trees;
import chats.run.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONTokener;

/** A socket of the official client for Java. */
final class JavaClient implements Transport {
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> open = new CompletableFuture<>();
    private final Set<String> heardBy = ConcurrentHashMap.newKeySet();
    private final SocketIoFrames frames;
    private final Socket socket;

    private JavaClient(URI address, IO.Options options, Consumer<Frame> listener) {
        frames = new SocketIoFrames(listener);
        socket = IO.socket(address, options);
        socket.io().on(Manager.EVENT_TRANSPORT, args -> listenTo((io.socket.engineio.client.Transport) args[0]));
        socket.on(Socket.EVENT_CONNECT, args -> open.complete(null));
        socket.on(Socket.EVENT_CONNECT_ERROR, args -> open.completeExceptionally(refusal(args[0])));
        socket.on(Socket.EVENT_DISCONNECT, args -> SocketIoFrames.disconnected(String.valueOf(args[0]), closed));
        socket.onAnyIncoming(args ->
                frames.heard(String.valueOf(args[0]), trees(Stream.of(args).skip(1))));
    }

    static IO.Options options(String token) {
        return IO.Options.builder()
                .setForceNew(true)
                .setAuth(Map.of("token", token))
                .build();
    }

    /** @throws DoorClosed if it is refused */
    static JavaClient open(URI address, IO.Options options, Consumer<Frame> listener) {
        JavaClient client = new JavaClient(address, options, listener);
        client.socket.connect();
        try {
            Patience.await(client.open, "the client connects");
            return client;
        } catch (AssertionError e) {
            client.close();
            if (e.getCause() instanceof DoorClosed refused) {
                throw refused;
            }
            throw e;
        }
    }

    private void listenTo(io.socket.engineio.client.Transport transport) {
        transport.on(io.socket.engineio.client.Transport.EVENT_PACKET, args -> {
            if (((Packet<?>) args[0]).type.equals(Packet.MESSAGE)) {
                heardBy.add(transport.name);
            }
        });
    }

    private static Exception refusal(Object error) {
        if (error instanceof JSONObject json) {
            JsonNode tree = Trees.parse(json.toString());
            return new DoorClosed(
                    tree.at("/data/code").asText(tree.path("message").asText()));
        }
        return (Exception) error;
    }

    private static JsonNode trees(Stream<Object> args) {
        return Trees.parse(new JSONArray(args.toList()).toString());
    }

    @Override
    public void send(String event, JsonNode data, Optional<String> request) {
        frames.expect(event, request);
        Object[] args = {value(data)};
        if (request.isPresent()) {
            Ack ack = answer -> frames.answered(request.get(), trees(Stream.of(answer)));
            socket.emit(event, args, ack);
        } else {
            socket.emit(event, args);
        }
    }

    private static Object value(JsonNode data) {
        try {
            return new JSONTokener(data.toString()).nextValue();
        } catch (JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The transports that messages came by. */
    Set<String> heardBy() {
        return heardBy;
    }

    /** What the client's engine goes by at the moment. */
    Socket socket() {
        return socket;
    }

    @Override
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public int closing(int code) {
        return SocketIoFrames.NO_CODE;
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
