package chats.socketio.engine;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;

/** Several packets in the body of one long-polling request or response. */
final class Payload {

    private static final char SEPARATOR = '\u001e';

    private Payload() {}

    /** Passes the packets on one by one. Stops after the first malformed one, which is passed on too. */
    static void decode(String payload, Consumer<Inbound> to) {
        int from = 0;
        while (from <= payload.length()) {
            int separator = payload.indexOf(SEPARATOR, from);
            int end = separator < 0 ? payload.length() : separator;
            Inbound packet = Inbound.decode(payload.substring(from, end));
            to.accept(packet);
            if (packet instanceof Inbound.Malformed) {
                return;
            }
            from = end + 1;
        }
    }

    /** Whether its last packet closes the session. */
    static boolean endsWithClose(String payload) {
        String close = String.valueOf(Inbound.CLOSE);
        return payload.equals(close) || payload.endsWith(SEPARATOR + close);
    }

    static byte[] encode(List<EnginePacket> packets) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (EnginePacket packet : packets) {
            if (payload.size() > 0) {
                payload.write(SEPARATOR);
            }
            packet.appendTo(payload);
        }
        return payload.toByteArray();
    }
}
