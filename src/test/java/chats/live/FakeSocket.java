package chats.live;

import java.util.ArrayList;
import java.util.List;

/** Records what was emitted, of a change its message. Its outbox is either always empty, or holds so many frames and is never flushed. */
final class FakeSocket implements ClientSocket {
    final List<String> heard = new ArrayList<>();
    final List<Long> dropped = new ArrayList<>();
    double room = Double.POSITIVE_INFINITY;
    Closing closing;

    @Override
    public synchronized void emit(ServerEvent event) {
        heard.add(event.json().replaceAll("^\\{.*\"message\":(.*)}$", "$1"));
    }

    @Override
    public synchronized void emit(DroppableEvent event) {
        heard.add(event.key().event() + event.json());
    }

    @Override
    public synchronized void dropSignals(long chatId) {
        dropped.add(chatId);
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
