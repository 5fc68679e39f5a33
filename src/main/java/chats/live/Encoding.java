package chats.live;

/** How one door writes an event; each event is encoded once for each door, however many hear it. */
@FunctionalInterface
public interface Encoding<T> {
    T encode(String event, String json);
}
