package chats.stories;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/**
 * Answers a server's close frame, which the official client for Java does not: without this it takes a closed connection for
 * an open one until its heartbeat is overdue. Goes into the client's options as {@code webSocketFactory}.
 */
record ClosingBack(OkHttpClient http) implements WebSocket.Factory {
    @Override
    public WebSocket newWebSocket(Request request, WebSocketListener client) {
        return http.newWebSocket(request, new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                client.onOpen(socket, response);
            }

            @Override
            public void onMessage(WebSocket socket, String text) {
                client.onMessage(socket, text);
            }

            @Override
            public void onMessage(WebSocket socket, ByteString bytes) {
                client.onMessage(socket, bytes);
            }

            @Override
            public void onClosing(WebSocket socket, int code, String reason) {
                socket.close(1000, null);
            }

            @Override
            public void onClosed(WebSocket socket, int code, String reason) {
                client.onClosed(socket, code, reason);
            }

            @Override
            public void onFailure(WebSocket socket, Throwable cause, Response response) {
                client.onFailure(socket, cause, response);
            }
        });
    }
}
