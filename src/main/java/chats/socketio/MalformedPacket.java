package chats.socketio;

/** The client sent something that is no packet; its connection ends. */
final class MalformedPacket extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPacket(String message) {
        super(message, null, false, false);
    }
}
