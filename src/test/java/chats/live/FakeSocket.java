package chats.live;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was emitted, and takes all at once. */
final class FakeSocket implements Socket {
    final List<String> heard = new ArrayList<>();
    Closing closing;

    @Override
    public synchronized void emit(ServerEvent event) {
        heard.add(event.json());
    }

    @Override
    public int backlog() {
        return 0;
    }

    @Override
    public void close(Closing why) {
        closing = why;
    }
}
