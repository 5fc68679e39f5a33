package chats.socketio.engine;

import java.util.Optional;

/**
 * The answer to a handshake.
 *
 * @param handshake of the session to open; empty if the handshake is refused
 */
public record OpenPacket(Verdict verdict, Optional<Handshake> handshake) {

    public static OpenPacket of(Handshake handshake) {
        return new OpenPacket(Verdict.ACCEPTED, Optional.of(handshake));
    }

    public static OpenPacket refused(Verdict verdict) {
        return new OpenPacket(verdict, Optional.empty());
    }
}
