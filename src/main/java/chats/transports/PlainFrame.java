package chats.transports;

import chats.outbox.Frame;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;

/** A frame to the client of a plain WebSocket. */
interface PlainFrame extends Frame {
    /** Starts to send. The handler gets the result, before or after this method returns. */
    void send(RemoteEndpoint.Async remote, SendHandler sent);
}
