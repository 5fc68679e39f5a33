package chats.transports;

import chats.auth.Caller;
import chats.commands.Answer;
import chats.commands.CommandDispatcher;
import chats.counters.Counter;
import chats.counters.RefusedFrames;
import chats.errors.ChatsException;
import chats.errors.SocketError;
import chats.json.Json;
import chats.live.ClientSocket;
import chats.live.Closing;
import chats.live.Connection;
import chats.live.DroppableEvent;
import chats.live.Encoding;
import chats.live.Hub;
import chats.live.ServerEvent;
import chats.socketio.Ack;
import chats.socketio.Broadcast;
import chats.socketio.SocketHandler;
import chats.socketio.engine.Reason;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A Socket.IO client in {@value ChatsNamespace#NAME}. Passes the client's commands to the dispatcher, and the hub's
 * events to the client.
 */
final class SocketIoSocket implements ClientSocket, SocketHandler {
    private static final Encoding<Broadcast> ENCODING =
            (event, json) -> new Broadcast(ChatsNamespace.NAME, event, json);

    private final chats.socketio.Socket client;
    private final Hub hub;
    private final CommandDispatcher dispatcher;
    private final Connection connection;
    private volatile Closing closedFor;

    private SocketIoSocket(
            chats.socketio.Socket client, Caller caller, String address, Hub hub, CommandDispatcher dispatcher) {
        this.client = client;
        this.hub = hub;
        this.dispatcher = dispatcher;
        this.connection = hub.connect(this, caller, address);
        SocketLog.SOCKETIO.opened(connection);
    }

    /**
     * If the user has opened too many sockets in the meantime, the transport is closed, and the client tries again by
     * itself.
     */
    static SocketHandler open(
            chats.socketio.Socket client, Caller caller, String address, Hub hub, CommandDispatcher dispatcher) {
        try {
            return new SocketIoSocket(client, caller, address, hub, dispatcher);
        } catch (ChatsException refusal) {
            client.closeTransport();
            return IGNORE;
        }
    }

    @Override
    public void onEvent(String event, List<JsonNode> args, Ack ack) {
        dispatcher.dispatch(connection, event, args.isEmpty() ? null : args.get(0), answer(ack));
    }

    @Override
    public void onBinaryEvent(String event, List<JsonNode> args, Ack ack) {
        dispatcher.refuseUnreadable(connection, ChatsException.invalid("", "has binary data"), answer(ack));
    }

    @Override
    public void onUnreadable(String event, Ack ack) {
        ChatsException unreadable =
                ChatsException.invalid("", "is nested too deep, has too many values or an endless number");
        dispatcher.refuseUnreadable(connection, unreadable, answer(ack));
    }

    @Override
    public void onDisconnect(String reason) {
        hub.disconnect(connection);
        SocketLog.SOCKETIO.closed(connection, closedFor == null ? reason : closedFor.reason());
        if (Reason.TOO_SLOW.equals(reason)) {
            Counter.OUTBOX_OVERFLOWS.add();
        }
    }

    @Override
    public void emit(ServerEvent event) {
        client.send(event.as(ENCODING));
    }

    @Override
    public void emit(DroppableEvent event) {
        if (client.sendDroppable(event.key(), event.as(ENCODING))) {
            Counter.DROPPED.add();
        }
    }

    @Override
    public void dropSignals(long chatId) {
        client.dropDroppable(DroppableEvent.Key.of(chatId));
    }

    @Override
    public double fill() {
        return client.fill();
    }

    @Override
    public void close(Closing why) {
        closedFor = closedFor == null ? why : closedFor;
        client.closeTransport();
    }

    private Answer answer(Ack ack) {
        return new Answer() {
            @Override
            public void acknowledge(String json) {
                ack.send(json);
            }

            @Override
            public void refuse(ChatsException refusal) {
                RefusedFrames.add(refusal.code());
                String error = Json.write(SocketError.of(refusal));
                ack.send(error);
                client.emit("exception", error);
            }
        };
    }
}
