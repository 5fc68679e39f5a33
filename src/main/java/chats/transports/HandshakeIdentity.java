package chats.transports;

import chats.auth.Caller;
import chats.errors.ErrorCode;
import chats.net.Address;
import java.util.Optional;

/**
 * The user and the address of a Socket.IO handshake.
 *
 * @param caller the user named by the Authorization header; empty if the header is missing or its token is invalid
 * @param fault if there is no caller: the error code for a CONNECT without a token
 */
record HandshakeIdentity(Optional<Caller> caller, ErrorCode fault, Address address) {
    static HandshakeIdentity of(Caller caller, Address address) {
        return new HandshakeIdentity(Optional.of(caller), ErrorCode.UNAUTHORIZED, address);
    }

    static HandshakeIdentity unknown(ErrorCode fault, Address address) {
        return new HandshakeIdentity(Optional.empty(), fault, address);
    }
}
