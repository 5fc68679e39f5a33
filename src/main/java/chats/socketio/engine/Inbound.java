package chats.socketio.engine;

import java.util.Base64;

/** A packet from a client. */
sealed interface Inbound {

    /** A packet about the transport; the type is its digit in the protocol. */
    record Signal(char type, String data) implements Inbound {}

    record Text(String data) implements Inbound {}

    record Binary(byte[] data) implements Inbound {}

    /** Not a packet. The session ends. */
    record Malformed() implements Inbound {}

    char CLOSE = '1';
    char PING = '2';
    char PONG = '3';
    char MESSAGE = '4';
    char UPGRADE = '5';
    char LAST_TYPE = '6';

    static Inbound decode(String packet) {
        if (packet.isEmpty()) {
            return new Malformed();
        }
        char type = packet.charAt(0);
        if (type == 'b') {
            return decodeBase64(packet.substring(1));
        }
        if (type < '0' || type > LAST_TYPE) {
            return new Malformed();
        }
        String data = packet.substring(1);
        return type == MESSAGE ? new Text(data) : new Signal(type, data);
    }

    private static Inbound decodeBase64(String data) {
        try {
            return new Binary(Base64.getDecoder().decode(data));
        } catch (IllegalArgumentException notBase64) {
            return new Malformed();
        }
    }
}
