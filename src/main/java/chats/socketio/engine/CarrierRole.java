package chats.socketio.engine;

/** The role of the WebSocket that is the transport of a session. */
record CarrierRole(EngineSession session) implements WebSocketRole {

    @Override
    public void opened(WebSocketTransport transport) {
        session.outbox().release();
    }

    @Override
    public void received(WebSocketTransport transport, Inbound packet) {
        session.receive(packet);
    }

    @Override
    public void answer(WebSocketTransport transport, EnginePacket answer) {
        session.answer(answer);
    }

    @Override
    public void ignored(WebSocketTransport transport) {
        session.ignored();
    }

    @Override
    public ByteReservation reservation() {
        return session.reservation();
    }

    @Override
    public void ended(WebSocketTransport transport, String reason, EnginePacket close) {
        session.end(reason, close);
    }

    @Override
    public void gone(WebSocketTransport transport) {
        session.gone();
    }
}
