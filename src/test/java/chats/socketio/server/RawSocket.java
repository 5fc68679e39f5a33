package chats.socketio.server;

import chats.socketio.websocket.ClientFrames;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A WebSocket client that can send any bytes, and reads only when the test says so. */
final class RawSocket implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    RawSocket(URI uri) throws IOException {
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        String request = "GET " + uri.getPath() + "?" + uri.getQuery() + " HTTP/1.1\r\nHost: here\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==\r\n\r\n";
        sends(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder response = new StringBuilder();
        while (response.indexOf("\r\n\r\n") < 0) {
            response.append((char) socket.getInputStream().read());
        }
        if (!response.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(response.toString());
        }
    }

    void sends(String text) throws IOException {
        sends(ClientFrames.text(text));
    }

    void sends(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Reads until the server closes or resets the connection. Returns how many bytes came. */
    long readsToTheEnd() throws IOException {
        byte[] bytes = new byte[64 * 1024];
        long sum = 0;
        InputStream in = socket.getInputStream();
        try {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                sum += count;
            }
        } catch (SocketException reset) {
            return sum;
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
