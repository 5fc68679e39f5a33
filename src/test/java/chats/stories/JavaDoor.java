package chats.stories;

import chats.run.RunningServer;
import io.socket.client.IO;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;

/** The namespace of Socket.IO, by the official client for Java. */
final class JavaDoor implements Door {
    private static final ClosingBack CLOSING_BACK = new ClosingBack(new OkHttpClient());

    @Override
    public JavaClient open(RunningServer server, String token, Consumer<Frame> listener) {
        IO.Options options = JavaClient.options(token);
        options.webSocketFactory = CLOSING_BACK;
        return JavaClient.open(server.http("/chats"), options, listener);
    }

    @Override
    public String refusal(String code) {
        return code;
    }

    @Override
    public String toString() {
        return "Socket.IO in Java";
    }
}
