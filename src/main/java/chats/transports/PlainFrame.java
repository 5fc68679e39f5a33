package chats.transports;

import chats.outbox.Frame;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;

/** Anything that leaves by the plain door. */
interface PlainFrame extends Frame {
    /** Starts to send; the handler is told what became of it, now or later. */
    void send(RemoteEndpoint.Async remote, SendHandler sent);
}
