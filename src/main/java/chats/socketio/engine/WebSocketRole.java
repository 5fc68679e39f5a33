package chats.socketio.engine;

/**
 * What a {@link WebSocketTransport} is used for. Called on the thread that reads the WebSocket, except {@link #gone}.
 */
interface WebSocketRole {

    void opened(WebSocketTransport transport);

    void received(WebSocketTransport transport, Inbound packet);

    /** The peer has sent a control frame that must get this answer. */
    void answer(WebSocketTransport transport, EnginePacket answer);

    /** The peer has sent something that has no effect. */
    void ignored(WebSocketTransport transport);

    /** A reservation for a message of the peer that is still arriving. */
    ByteReservation reservation();

    /** The peer closes the WebSocket or broke the protocol. The close frame must be sent to it. */
    void ended(WebSocketTransport transport, String reason, EnginePacket close);

    /** The connection has ended. May be called more than once, and from any thread. */
    void gone(WebSocketTransport transport);

    /** For a WebSocket that cannot be used. It is opened, as the official server does, and closed at once. */
    WebSocketRole REFUSED = new WebSocketRole() {

        @Override
        public void opened(WebSocketTransport transport) {
            transport.writeDirectly(EnginePacket.CLOSE);
        }

        @Override
        public void received(WebSocketTransport transport, Inbound packet) {}

        @Override
        public void answer(WebSocketTransport transport, EnginePacket answer) {}

        @Override
        public void ignored(WebSocketTransport transport) {}

        /** Needs no budget, because the WebSocket is bounded in size and in time. */
        @Override
        public ByteReservation reservation() {
            return ByteReservation.UNBOUNDED;
        }

        @Override
        public void ended(WebSocketTransport transport, String reason, EnginePacket close) {}

        @Override
        public void gone(WebSocketTransport transport) {}
    };
}
