package chats.socketio.engine;

/** Receives the messages of one session: one call at a time, in order, until {@link #onClose}. */
public interface EngineListener {

    void onText(String data);

    void onBinary(byte[] data);

    /** The time set by {@link EngineSession#remindAt} has come. */
    void onReminder();

    /** Called once, possibly while another thread handles a message. */
    void onClose(String reason);
}
