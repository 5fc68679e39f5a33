package chats.socketio;

/** The types of packets. The ordinal of each is its digit in the protocol. */
enum PacketType {
    CONNECT,
    DISCONNECT,
    EVENT,
    ACK,
    CONNECT_ERROR,
    BINARY_EVENT,
    BINARY_ACK;

    boolean hasAttachments() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }
}
