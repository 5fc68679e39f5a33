package chats.socketio;

import chats.outbox.Limits;
import chats.socketio.engine.Handshake;
import chats.socketio.engine.ManualTime;
import chats.socketio.engine.Peer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A server in memory: "/" and "/echo" answer, "/closed" refuses, "/down" cannot decide, "/late" decides when the test
 * says so.
 */
final class Server {

    final ManualTime time = new ManualTime();
    final List<String> told = new ArrayList<>();
    final CompletableFuture<Decision> late = new CompletableFuture<>();
    final List<Socket> sockets = new ArrayList<>();
    private final SocketIo io = new SocketIo(
            new SocketIoSettings(25_000, 20_000, 45_000, 100_000, new Limits(100, 100_000)),
            null,
            Runnable::run,
            time,
            time::nanoTime,
            Map.of(
                    "/", request -> now(echo(request)),
                    "/echo", request -> now(echo(request)),
                    "/quiet", Namespace.QUIET,
                    "/closed", request -> now(Decision.refuse("unauthorized", "{\"code\":\"token_expired\"}")),
                    "/down", request -> now(Decision.abort()),
                    "/failing", request -> CompletableFuture.failedFuture(new IllegalStateException("on purpose")),
                    "/late", request -> late));

    private static CompletionStage<Decision> now(Decision decision) {
        return CompletableFuture.completedFuture(decision);
    }

    Decision echo(ConnectRequest request) {
        return Decision.accept(socket -> {
            sockets.add(socket);
            socket.emit("auth", List.of(request.auth()));
            return new Echo(socket);
        });
    }

    /** A client whose session is open. */
    Peer client() {
        return client(Peer.HANDSHAKE);
    }

    Peer client(Handshake handshake) {
        Peer peer = Peer.opens(io.engine(), handshake);
        peer.hears();
        return peer;
    }

    /** A client that is connected to a namespace. */
    Peer client(String namespace) {
        Peer peer = client();
        peer.sends(namespace.equals("/") ? "40" : "40" + namespace + ",");
        peer.hears();
        return peer;
    }

    private final class Echo implements SocketHandler {

        private final Socket socket;

        Echo(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void onEvent(String event, List<JsonNode> args, Ack ack) {
            if (event.equals("fail")) {
                throw new IllegalStateException("on purpose");
            } else if (ack.isWanted()) {
                ack.send(args);
                ack.send("\"twice\"");
            } else {
                socket.emit(event, args);
            }
        }

        @Override
        public void onBinaryEvent(String event, List<JsonNode> args, Ack ack) {
            if (event.equals("refuse")) {
                ack.send("\"binary refuse\"");
            } else {
                onEvent(event, args, ack);
            }
        }

        @Override
        public void onUnreadable(String event, Ack ack) {
            ack.send("\"unreadable " + event + "\"");
        }

        @Override
        public void onDisconnect(String reason) {
            told.add(reason);
        }
    }
}
