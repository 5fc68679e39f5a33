package chats.socketio.engine;

/** Hears what comes over one session: one call at a time, in order, until the close. */
public interface EngineListener {

    void onText(String data);

    void onBinary(byte[] data);

    /** The time set by {@link EngineSession#remindAt} has come. */
    void onReminder();

    /** Called once; may overlap with a message that is being heard. */
    void onClose(String reason);
}
