package chats.checker.wire;

import chats.run.RunningServer;
import java.net.URI;
import java.util.Map;

/** The ways into the server for sockets. */
public enum Door {
    PLAIN {
        @Override
        public void open(RunningServer server, String token, Line.Listener listener) {
            WebSocketPipe.open(
                    server.ws("/chats"), Map.of("Authorization", "Bearer " + token), new PlainLine(listener));
        }
    },
    SOCKET_IO {
        @Override
        public void open(RunningServer server, String token, Line.Listener listener) {
            URI address = server.ws("/socket.io/?EIO=4&transport=websocket");
            WebSocketPipe.open(address, Map.of(), new SocketIoLine(token, listener));
        }
    },
    POLLING {
        @Override
        public void open(RunningServer server, String token, Line.Listener listener) {
            PollingPipe.open(server.http("/socket.io/?EIO=4&transport=polling"), new SocketIoLine(token, listener));
        }
    };

    /** Starts to open a line; the listener is told when it is open, or that it is broken. */
    public abstract void open(RunningServer server, String token, Line.Listener listener);
}
