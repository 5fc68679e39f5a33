package chats.transports;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A WebSocket ping; the peer's WebSocket implementation answers it (RFC 6455, section 5.5.2). */
enum Ping implements PlainFrame {
    PING;

    private static final int HEADER_BYTES = 2;

    @Override
    public void send(RemoteEndpoint.Async remote, SendHandler sent) {
        try {
            remote.sendPing(ByteBuffer.allocate(0));
            sent.onResult(new SendResult());
        } catch (IOException | IllegalStateException e) {
            sent.onResult(new SendResult(e));
        }
    }

    @Override
    public int bytes() {
        return HEADER_BYTES;
    }
}
