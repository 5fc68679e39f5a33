package chats.live;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was emitted, and takes all at once, or has an outbox of so many frames that nothing leaves. */
final class FakeSocket implements ClientSocket {
    final List<String> heard = new ArrayList<>();
    double room = Double.POSITIVE_INFINITY;
    Closing closing;

    @Override
    public synchronized void emit(ServerEvent event) {
        heard.add(event.json());
    }

    @Override
    public synchronized double fill() {
        return heard.size() / room;
    }

    @Override
    public void close(Closing why) {
        closing = why;
    }
}
