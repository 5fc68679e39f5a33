package chats.socketio;

import chats.socketio.engine.EnginePacket;

/** An event that is encoded once and sent to many clients. Immutable. */
public final class Broadcast {

    private final String namespace;
    private final EnginePacket packet;

    /** @param json the event's one argument */
    public Broadcast(String namespace, String event, String json) {
        this.namespace = namespace;
        this.packet = PacketEncoder.event(namespace, event, json);
    }

    String namespace() {
        return namespace;
    }

    EnginePacket packet() {
        return packet;
    }
}
