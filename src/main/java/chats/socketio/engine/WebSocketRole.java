package chats.socketio.engine;

/** What a {@link WebSocketTransport} is there for; told on the thread that reads it. */
interface WebSocketRole {

    void opened(WebSocketTransport transport);

    void received(WebSocketTransport transport, Inbound packet);

    /** A control frame of the peer wants this answer. */
    void answer(WebSocketTransport transport, EnginePacket answer);

    /** The peer sent something that means nothing. */
    void ignored(WebSocketTransport transport);

    /** Room for a message of the peer's that is not complete yet. */
    ByteReservation room();

    /** The peer closes, or is to be closed; this frame is owed to it. */
    void ended(WebSocketTransport transport, String reason, EnginePacket close);

    /** The connection is no more; may be told more than once, and on any thread. */
    void gone(WebSocketTransport transport);

    /** A WebSocket that nobody has use for: opened, since the official server does so too, and closed at once. */
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

        /** As it is bounded in size and in time, no room is taken. */
        @Override
        public ByteReservation room() {
            return ByteReservation.ENDLESS;
        }

        @Override
        public void ended(WebSocketTransport transport, String reason, EnginePacket close) {}

        @Override
        public void gone(WebSocketTransport transport) {}
    };
}
