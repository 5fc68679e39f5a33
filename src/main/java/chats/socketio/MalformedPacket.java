package chats.socketio;

/** The client sent a malformed or forbidden packet. Its session ends. */
final class MalformedPacket extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPacket(String message) {
        super(message, null, false, false);
    }
}
