package chats.live;

/** How a transport writes an event. An event is encoded once for each transport, however many sockets receive it. */
@FunctionalInterface
public interface Encoding<T> {
    T encode(String event, String json);
}
