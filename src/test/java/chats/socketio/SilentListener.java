package chats.socketio;

import chats.socketio.engine.EngineListener;

/** Ignores everything. */
final class SilentListener implements EngineListener {

    @Override
    public void onText(String data) {}

    @Override
    public void onBinary(byte[] data) {}

    @Override
    public void onReminder() {}

    @Override
    public void onClose(String reason) {}
}
