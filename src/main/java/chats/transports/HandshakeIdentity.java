package chats.transports;

import chats.auth.Caller;
import chats.errors.ErrorCode;
import chats.net.Address;
import java.util.Optional;

/**
 * What a Socket.IO handshake said of who it is.
 *
 * @param caller whom its Authorization header names
 * @param fault where it names nobody, the code that a CONNECT without a token is refused with
 */
record HandshakeIdentity(Optional<Caller> caller, ErrorCode fault, Address address) {
    static HandshakeIdentity of(Caller caller, Address address) {
        return new HandshakeIdentity(Optional.of(caller), ErrorCode.UNAUTHORIZED, address);
    }

    static HandshakeIdentity unknown(ErrorCode fault, Address address) {
        return new HandshakeIdentity(Optional.empty(), fault, address);
    }
}
