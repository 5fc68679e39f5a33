package chats.socketio.engine;

import java.util.Optional;

/**
 * The answer to a handshake.
 *
 * @param handshake of the session that is opened; empty if none is
 */
public record Opening(Verdict verdict, Optional<Handshake> handshake) {

    public static Opening of(Handshake handshake) {
        return new Opening(Verdict.ACCEPTED, Optional.of(handshake));
    }

    public static Opening refused(Verdict verdict) {
        return new Opening(verdict, Optional.empty());
    }
}
