package chats.socketio.engine;

import chats.outbox.Limits;
import java.util.ArrayList;
import java.util.List;

/** A server in memory whose sessions echo text. Its clock moves only when the test says so. */
final class Engine {

    static final EngineSettings SETTINGS =
            new EngineSettings(25_000, 20_000, 10_000, 2_000, 2_000, 1_000, new Limits(5, 1_000));

    final ManualTime time = new ManualTime();
    final List<String> closed = new ArrayList<>();
    final EngineServer server = new EngineServer(SETTINGS, Runnable::run, time, time::nanoTime, Echo::new);

    private final class Echo implements EngineListener {

        private final EngineSession session;

        Echo(EngineSession session) {
            this.session = session;
        }

        @Override
        public void onText(String data) {
            session.send(EnginePacket.message(data));
        }

        @Override
        public void onBinary(byte[] data) {
            session.send(EnginePacket.message(data));
        }

        @Override
        public void onReminder() {
            closed.add("reminded");
        }

        @Override
        public void onClose(String reason) {
            closed.add(reason);
        }
    }
}
