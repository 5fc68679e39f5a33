package chats.socketio.websocket;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records what a decoder reports. */
final class Heard implements MessageListener {

    final List<String> all = new ArrayList<>();

    @Override
    public void onText(String text) {
        all.add("text " + text);
    }

    @Override
    public void onBinary(byte[] data) {
        all.add("binary " + new String(data, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onPing(byte[] payload) {
        all.add("ping " + new String(payload, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void onClose(int code) {
        all.add("close " + code);
    }
}
